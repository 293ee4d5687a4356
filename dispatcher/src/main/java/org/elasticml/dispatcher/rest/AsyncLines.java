package org.elasticml.dispatcher.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Writes lines on a thread of its own. Whoever has one to write never waits: when too many do, lines are dropped. */
final class AsyncLines implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AsyncLines.class);
    private static final Supplier<String> END = () -> "";
    private static final int BATCH_CHARS = 1 << 16;
    private static final long PATIENCE_SECONDS = 2;

    private final OutputStream out;
    private final BlockingQueue<Supplier<String>> waiting;
    private final Runnable dropped;
    private final Thread writer = new Thread(this::write, "access-log");
    private boolean broken;

    /**
     * @param out gets whole lines, in UTF-8; is closed in the end
     * @param capacity lines that may wait
     * @param dropped is run for each line that is not written; on any thread
     */
    AsyncLines(OutputStream out, int capacity, Runnable dropped) {
        this.out = out;
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.dropped = dropped;
        writer.setDaemon(true);
        writer.start();
    }

    /** Writes a line, or drops it. It is made on the writer's thread, without its end. */
    void offer(Supplier<String> line) {
        if (!waiting.offer(line)) {
            dropped.run();
        }
    }

    private void write() {
        try (out) {
            StringBuilder batch = new StringBuilder();
            int lines = 0;
            for (Supplier<String> line = waiting.take(); line != END; ) {
                batch.append(line.get()).append('\n');
                lines++;
                line = waiting.poll();
                if (line == null || line == END || batch.length() >= BATCH_CHARS) {
                    write(batch, lines);
                    batch.setLength(0);
                    lines = 0;
                }
                line = line == null ? waiting.take() : line;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warnf("the access log could not be closed: %s", e.getMessage());
        }
    }

    /** A disk that is full may have room again: later lines are tried all the same. */
    private void write(StringBuilder batch, int lines) {
        try {
            out.write(batch.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
            broken = false;
        } catch (IOException e) {
            if (!broken) {
                LOG.warnf("the access log can't be written: %s", e.getMessage());
            }
            broken = true;
            for (int i = 0; i < lines; i++) {
                dropped.run();
            }
        }
    }

    /** Writes what waits, for at most a few seconds. */
    @Override
    public void close() {
        try {
            if (waiting.offer(END, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                writer.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
