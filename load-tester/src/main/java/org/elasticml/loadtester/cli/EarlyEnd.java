package org.elasticml.loadtester.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a run early and still report it: the first asks the run to stop, and holds the process until this is
 * told that the report is out.
 */
final class EarlyEnd {
    /** Longer than draining and writing files take; a process that hangs must end all the same. */
    private static final Duration MAX_HOLD = Duration.ofSeconds(20);

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;

    /**
     * @param stop called by another thread
     */
    EarlyEnd(Runnable stop) {
        hook = new Thread(() -> {
            stop.run();
            awaitReport();
        });
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) { // told to end before it began
            stop.run();
        }
    }

    private void awaitReport() {
        try {
            reported.await(MAX_HOLD.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To be called in any case. */
    void reported() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is what it waited for.
        }
    }
}
