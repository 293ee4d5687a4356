package org.elasticml.cluster.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.elasticml.loadtester.cli.CommandException;
import org.junit.jupiter.api.Test;

/** What becomes of a program of others when this one does not wait for its end. */
class ProgramTest {
    private static final List<String> SAYS_ITS_ID_AND_STAYS = List.of("sh", "-c", "echo $$; exec sleep 600");

    /** A program that runs another. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] args) throws CommandException {
            Thread main = Thread.currentThread();
            // So that what is said while this program is stopping is heard.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> join(main)));
            int exitCode = Program.run(SAYS_ITS_ID_AND_STAYS, System.out::println);
            System.out.println("exit code " + exitCode);
        }

        private static void join(Thread thread) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void whoIsToldToStopEndsItWithoutATrace() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process waiting = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Waiting.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = waiting.inputReader()) {
            long pid = Long.parseLong(said.readLine());
            waiting.toHandle().destroy(); // Process.destroy closes what is read here
            assertEquals("exit code 130", said.lines().collect(Collectors.joining("\n")));
            assertTrue(waiting.waitFor(20, TimeUnit.SECONDS));
            assertFalse(ProcessHandle.of(pid).isPresent(), "it still runs");
        } finally {
            waiting.destroyForcibly();
        }
    }

    @Test
    void itEndsWhenItsLinesCannotBeTaken() {
        long[] pid = new long[1];
        assertThrows(
                ArithmeticException.class,
                () -> Program.run(SAYS_ITS_ID_AND_STAYS, line -> {
                    pid[0] = Long.parseLong(line);
                    throw new ArithmeticException();
                }));
        ProcessHandle.of(pid[0])
                .ifPresent(process ->
                        process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        assertFalse(ProcessHandle.of(pid[0]).isPresent(), "it still runs");
    }
}
