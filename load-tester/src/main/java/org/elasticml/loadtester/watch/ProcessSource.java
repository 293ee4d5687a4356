package org.elasticml.loadtester.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A process of this machine by its number, as Linux tells of it in {@code /proc} (proc(5)): anybody may read of any process what is
 * read here. Its children are processes of their own.
 */
final class ProcessSource implements ResourceSource {
    /** {@code USER_HZ}: what Linux counts CPU time in for programs, on all its common machines. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final long BYTES_PER_KB = 1024;

    /** Fields of {@code stat}, from that after the name, which is in brackets and may hold anything. */
    private static final int STATE = 0;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int STARTED = 19;

    private final Path folder;
    private String name;
    private final long pid;
    private final Consumer<String> say;
    private String started = "";
    private boolean said;

    /**
     * @param proc where Linux shows processes
     * @param name empty for what the process itself is called
     * @param say is told once that the process has ended
     */
    ProcessSource(Path proc, String name, long pid, Consumer<String> say) {
        this.folder = proc.resolve(String.valueOf(pid));
        this.name = name;
        this.pid = pid;
        this.say = say;
    }

    @Override
    public CompletableFuture<List<Reading>> check() {
        try {
            started = stat()[STARTED];
            if (name.isEmpty()) {
                name = command() + " (" + pid + ")";
            }
            return CompletableFuture.completedFuture(List.of(reading()));
        } catch (IOException | RuntimeException e) {
            boolean linux = Files.isDirectory(folder.resolveSibling("self"));
            return CompletableFuture.failedFuture(new IllegalArgumentException(
                    linux
                            ? "there is no process " + pid
                            : "processes can only be watched on Linux; the URL of a page of metrics can be anywhere"));
        }
    }

    @Override
    public CompletableFuture<List<Reading>> read() {
        try {
            return CompletableFuture.completedFuture(List.of(reading()));
        } catch (IOException | RuntimeException e) {
            if (!said) {
                said = true;
                say.accept("--watch: process " + pid
                        + " has ended; from then on its CPU and memory are missing from the report");
            }
            return CompletableFuture.completedFuture(List.of());
        }
    }

    /**
     * @throws IOException if it is no more; its number may be another's by now
     */
    private Reading reading() throws IOException {
        String[] stat = stat();
        long readNanos = System.nanoTime();
        long ticks = Long.parseLong(stat[USER_TICKS]) + Long.parseLong(stat[SYSTEM_TICKS]);
        return new Reading(
                name, OptionalLong.of(ticks * NANOS_PER_TICK), residentBytes(), OptionalLong.empty(), readNanos);
    }

    /** Linux cuts it after 15 bytes, be it within a letter. A slash would make it a group. */
    private String command() throws IOException {
        byte[] name = Files.readAllBytes(folder.resolve("comm"));
        return new String(name, StandardCharsets.UTF_8).strip().replaceAll("[/\\p{Cc}]", "_");
    }

    private String[] stat() throws IOException {
        String line = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
        String[] stat = line.substring(line.lastIndexOf(')') + 2).split(" ");
        boolean zombie = "ZX".contains(stat[STATE]);
        if (zombie || !started.isEmpty() && !started.equals(stat[STARTED])) {
            throw new IOException("the process has ended");
        }
        return stat;
    }

    /** Empty of a thread of the kernel. */
    private OptionalLong residentBytes() throws IOException {
        for (String line : Files.readAllLines(folder.resolve("status"), StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("VmRSS:")) {
                return OptionalLong.of(Long.parseLong(line.split("\\s+")[1]) * BYTES_PER_KB);
            }
        }
        return OptionalLong.empty();
    }
}
