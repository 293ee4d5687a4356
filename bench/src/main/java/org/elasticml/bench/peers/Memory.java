package org.elasticml.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.elasticml.launcher.LaunchException;

/** Resident memory of a process, as Linux tells it. */
final class Memory {
    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");

    private Memory() {}

    /** The most that it has ever had, in MiB. */
    static double peakMebibytes(long pid) throws LaunchException {
        Path file = Path.of("/proc", Long.toString(pid), "status");
        try {
            return peakMebibytes(Files.readString(file));
        } catch (IOException e) {
            throw new LaunchException("the memory of process " + pid + " can't be read: " + e.getMessage(), e);
        }
    }

    static double peakMebibytes(String status) {
        Matcher peak = PEAK.matcher(status);
        if (!peak.find()) {
            throw new IllegalArgumentException("no VmHWM in " + status);
        }
        return Long.parseLong(peak.group(1)) / 1024.0;
    }
}
