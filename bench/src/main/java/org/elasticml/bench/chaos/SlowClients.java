package org.elasticml.bench.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.elasticml.bench.chaos.SlowClient.Cut;
import org.elasticml.bench.chaos.SlowClient.Part;

/** So many slow clients at any time, until closed: one that is cut off comes again. */
final class SlowClients implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final int LOOKS_A_BYTE = 20;

    private final int port;
    private final int bodies;
    private final int headers;
    private final List<SlowClient> open = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "slow-clients");

    /**
     * Begins at once.
     *
     * @param bodies how many send the body slowly
     * @param headers how many the headers
     */
    SlowClients(int port, int bodies, int headers) {
        this.port = port;
        this.bodies = bodies;
        this.headers = headers;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * What became of them, after {@link #close}.
     *
     * @param openSeconds of those that nobody had cut off, how long they had been there
     */
    record Fates(List<Cut> cuts, List<Double> openSeconds) {}

    private void run() {
        try {
            for (int look = 0; !Thread.currentThread().isInterrupted(); look++) {
                if (look % LOOKS_A_BYTE == 0) {
                    open.forEach(SlowClient::sendByte);
                    refill(Part.BODY, bodies);
                    refill(Part.HEADERS, headers);
                }
                look();
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refill(Part part, int count) {
        long there = open.stream().filter(client -> client.part() == part).count();
        for (long i = there; i < count; i++) {
            try {
                open.add(new SlowClient(port, part, System.nanoTime()));
            } catch (IOException e) {
                cuts.add(new Cut(part, 0, "not let in: " + e.getMessage()));
            }
        }
    }

    private void look() {
        for (Iterator<SlowClient> each = open.iterator(); each.hasNext(); ) {
            SlowClient client = each.next();
            client.look(System.nanoTime()).ifPresent(cut -> {
                cuts.add(cut);
                client.close();
                each.remove();
            });
        }
    }

    /** Ends them all. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        open.forEach(SlowClient::close);
    }

    Fates fates() {
        long nowNanos = System.nanoTime();
        return new Fates(
                List.copyOf(cuts),
                open.stream().map(client -> client.ageSeconds(nowNanos)).toList());
    }
}
