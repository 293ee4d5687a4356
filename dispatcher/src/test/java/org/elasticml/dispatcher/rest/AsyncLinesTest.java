package org.elasticml.dispatcher.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncLinesTest {
    private final AtomicInteger dropped = new AtomicInteger();

    /** A disk that takes nothing until it is told to. */
    private static final class StuckDisk extends ByteArrayOutputStream {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch well = new CountDownLatch(1);
        boolean closed;

        @Override
        public void write(byte[] bytes) throws IOException {
            reached.countDown();
            try {
                well.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            super.write(bytes);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void writesAllInOrderBeforeItCloses() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder expected = new StringBuilder();
        AsyncLines lines = new AsyncLines(out, 10_000, dropped::incrementAndGet);
        for (int i = 0; i < 10_000; i++) {
            String line = "línea " + i;
            lines.offer(() -> line);
            expected.append(line).append('\n');
        }
        lines.close();
        assertEquals(expected.toString(), out.toString(StandardCharsets.UTF_8));
        assertEquals(0, dropped.get());
    }

    /** Were anybody kept waiting here, this test would never end. */
    @Test
    void dropsAndCountsWhatItHasNoRoomFor() throws InterruptedException {
        StuckDisk disk = new StuckDisk();
        AsyncLines lines = new AsyncLines(disk, 2, dropped::incrementAndGet);
        lines.offer(() -> "first");
        disk.reached.await();
        for (int i = 0; i < 5; i++) {
            String line = "later " + i;
            lines.offer(() -> line);
        }
        assertEquals(3, dropped.get());
        disk.well.countDown();
        lines.close();
        assertEquals("first\nlater 0\nlater 1\n", disk.toString(StandardCharsets.UTF_8));
        assertTrue(disk.closed);
    }

    @Test
    void countsWhatTheDiskRefusesAndTriesLaterLines() throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CountDownLatch refused = new CountDownLatch(1);
        OutputStream full = new OutputStream() {
            private boolean first = true;

            @Override
            public void write(byte[] bytes) throws IOException {
                if (first) {
                    first = false;
                    throw new IOException("no space left on device");
                }
                out.write(bytes);
            }

            @Override
            public void write(int b) {
                out.write(b);
            }
        };
        AsyncLines lines = new AsyncLines(full, 10, () -> {
            dropped.incrementAndGet();
            refused.countDown();
        });
        lines.offer(() -> "lost");
        refused.await();
        lines.offer(() -> "kept");
        lines.close();
        assertEquals(1, dropped.get());
        assertEquals("kept\n", out.toString(StandardCharsets.UTF_8));
    }
}
