package org.elasticml.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.elasticml.launcher.LaunchException;

/** Resident memory of a process, as Linux tells it. */
public final class Memory {
    private static final String PEAK = "VmHWM";
    private static final String RESIDENT = "VmRSS";

    private Memory() {}

    /** The most that it has ever had, in MiB. */
    public static double peakMebibytes(long pid) throws LaunchException {
        return mebibytes(PEAK, pid);
    }

    /** What it has now, in MiB. */
    public static double residentMebibytes(long pid) throws LaunchException {
        return mebibytes(RESIDENT, pid);
    }

    private static double mebibytes(String field, long pid) throws LaunchException {
        Path file = Path.of("/proc", Long.toString(pid), "status");
        try {
            return mebibytes(field, Files.readString(file));
        } catch (IOException e) {
            throw new LaunchException("the memory of process " + pid + " can't be read: " + e.getMessage(), e);
        }
    }

    static double mebibytes(String field, String status) {
        Matcher line = Pattern.compile("(?m)^" + field + ":\\s+(\\d+) kB$").matcher(status);
        if (!line.find()) {
            throw new IllegalArgumentException("no " + field + " in " + status);
        }
        return Long.parseLong(line.group(1)) / 1024.0;
    }
}
