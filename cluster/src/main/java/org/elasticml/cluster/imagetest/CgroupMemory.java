package org.elasticml.cluster.imagetest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.elasticml.cluster.images.Program;
import org.elasticml.loadtester.cli.CommandException;

/**
 * A container's memory as the kernel counts it against the limit: its processes', and the files that they made it read.
 * Of a control group of either version (<a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">2</a> has
 * {@code memory.peak} since Linux 5.19).
 *
 * @param peakBytes the most that there has been
 * @param kills how many processes were killed because there was no more
 */
record CgroupMemory(long peakBytes, long kills) {
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");

    /** Of a running process' group. */
    static CgroupMemory of(long pid) throws CommandException {
        try {
            return read(MOUNT, Files.readString(Path.of("/proc", Long.toString(pid), "cgroup")));
        } catch (IOException | IllegalArgumentException e) {
            throw Program.error("the memory of process " + pid + " can't be read: " + e);
        }
    }

    /**
     * @param mount where control groups are mounted
     * @param membership the lines {@code number:controllers:path} of {@code /proc/PID/cgroup}
     */
    static CgroupMemory read(Path mount, String membership) throws IOException {
        for (String line : membership.lines().toList()) {
            String[] fields = line.split(":", 3);
            if (List.of(fields[1].split(",")).contains("memory")) {
                Path group = mount.resolve("memory" + fields[2]);
                return new CgroupMemory(
                        number(group.resolve("memory.max_usage_in_bytes")), kills(group.resolve("memory.oom_control")));
            }
        }
        String path = membership
                .lines()
                .filter(line -> line.startsWith("0::/"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no control group for memory in '" + membership + "'"))
                .substring("0::/".length());
        Path group = mount.resolve(path);
        return new CgroupMemory(number(group.resolve("memory.peak")), kills(group.resolve("memory.events")));
    }

    private static long number(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    /** The line {@code oom_kill N}. */
    private static long kills(Path file) throws IOException {
        return Arrays.stream(Files.readString(file).split("\n"))
                .filter(line -> line.startsWith("oom_kill "))
                .mapToLong(line ->
                        Long.parseLong(line.substring("oom_kill ".length()).strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no oom_kill in " + file));
    }
}
