package org.elasticml.loadtester.agent;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.elasticml.loadtester.measure.LatencyHistogram;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.OngoingRun;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Schedule;
import org.elasticml.loadtester.send.Snapshot;

/**
 * A run that agents send, each its {@link Share} of the schedule. They begin at the same instant, each by its own clock; what an agent
 * that dies was to send has failed, all of it, and the others go on.
 */
public final class AgentsRun implements OngoingRun {
    /** For the order to start to reach all of them, besides what it takes to get there. */
    private static final long LEAD_NANOS = 200_000_000;

    private static final long NANOS_PER_MICRO = 1000;

    private final Schedule schedule;
    private final Photos photos;
    private final List<AgentLink> links;
    private final List<AgentShare> shares;
    private final long longestTripNanos;
    private final double skewMillis;
    private final CompletableFuture<Void> end;
    private volatile long startNanos;
    private volatile OptionalLong stopNanos = OptionalLong.empty();
    private Optional<Recording> recording = Optional.empty();

    /**
     * @param links to agents that have been told what to play, and whose clocks have been read
     */
    AgentsRun(List<AgentLink> links, Schedule schedule, Photos photos, Consumer<String> say) {
        this.links = links;
        this.schedule = schedule;
        this.photos = photos;
        shares = IntStream.range(0, links.size())
                .mapToObj(i -> new AgentShare(links.get(i).address().toString(), new Share(i, links.size()), say))
                .toList();
        end = CompletableFuture.allOf(shares.stream().map(AgentShare::end).toArray(CompletableFuture[]::new));
        long[] tripsNanos = links.stream()
                .mapToLong(link -> link.clock().bestNanos())
                .sorted()
                .toArray();
        longestTripNanos = tripsNanos[tripsNanos.length - 1];
        skewMillis = RoundTrips.skewNanos(tripsNanos) / 1e6;
    }

    /** Returns when the run begins. */
    @Override
    public void start() {
        startNanos = System.nanoTime() + LEAD_NANOS + longestTripNanos;
        for (int i = 0; i < links.size(); i++) {
            AgentLink link = links.get(i);
            shares.get(i).startAt(startNanos);
            link.listen(shares.get(i));
            link.say(new Order.Start(link.clock().toAgent(startNanos)));
        }
        for (long left = LEAD_NANOS; left > 0; left = startNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void stop() {
        stopNanos = OptionalLong.of(System.nanoTime());
        links.forEach(link -> link.say(new Order.Stop()));
    }

    @Override
    public CompletableFuture<?> end() {
        return end;
    }

    @Override
    public Snapshot snapshot() {
        List<Told.Going> now = shares.stream().map(AgentShare::now).toList();
        Histogram recent = LatencyHistogram.empty();
        shares.forEach(share -> share.addRecentTo(recent));
        return new Snapshot(
                knownNanos(),
                now.stream().mapToInt(Told.Going::written).sum(),
                now.stream().mapToInt(Told.Going::inFlight).sum(),
                now.stream().mapToInt(Told.Going::refused).sum(),
                now.stream().mapToInt(Told.Going::failed).sum(),
                percentiles(recent));
    }

    /** Until when is known how it goes. */
    private long knownNanos() {
        return shares.stream()
                .filter(AgentShare::goesOn)
                .mapToLong(share -> share.now().nanos())
                .min()
                .orElseGet(() -> System.nanoTime() - startNanos);
    }

    /** To a bucket. */
    private static Percentiles percentiles(Histogram micros) {
        return micros.getTotalCount() == 0
                ? Percentiles.of()
                : Percentiles.of(IntStream.rangeClosed(1, 100)
                        .mapToLong(percent -> NANOS_PER_MICRO * micros.getValueAtPercentile(percent))
                        .toArray());
    }

    @Override
    public synchronized Recording recording() {
        end.join();
        if (recording.isEmpty()) {
            OptionalLong stopped =
                    stopNanos.stream().map(nanos -> nanos - startNanos).findFirst();
            recording = Optional.of(new MergedShares(shares, schedule, photos, stopped, skewMillis).recording());
        }
        return recording.get();
    }
}
