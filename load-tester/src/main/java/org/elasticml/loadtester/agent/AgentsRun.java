package org.elasticml.loadtester.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.elasticml.loadtester.measure.LatencyHistogram;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.OngoingRun;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Remarks;
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
    private final List<AgentShare> shares = new ArrayList<>();
    private final CompletableFuture<Void> end;
    private volatile long startNanos;
    private volatile OptionalLong stopNanos = OptionalLong.empty();

    AgentsRun(List<AgentLink> links, Schedule schedule, Photos photos, Consumer<String> say) {
        this.schedule = schedule;
        this.photos = photos;
        for (int i = 0; i < links.size(); i++) {
            shares.add(new AgentShare(links.get(i), new Share(i, links.size()), say));
        }
        end = CompletableFuture.allOf(shares.stream().map(AgentShare::end).toArray(CompletableFuture[]::new));
    }

    /** Returns when the run begins. */
    @Override
    public void start() {
        long longestNanos =
                shares.stream().mapToLong(AgentShare::roundTripNanos).max().orElseThrow();
        startNanos = System.nanoTime() + LEAD_NANOS + longestNanos;
        shares.forEach(share -> share.start(startNanos));
        for (long left = LEAD_NANOS; left > 0; left = startNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void stop() {
        stopNanos = OptionalLong.of(System.nanoTime());
        shares.forEach(AgentShare::stop);
    }

    @Override
    public boolean awaitEnd(Duration atMost) throws InterruptedException, ExecutionException {
        try {
            end.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    @Override
    public Snapshot snapshot() {
        List<Told.Going> now = shares.stream().map(AgentShare::now).toList();
        Histogram recent = LatencyHistogram.empty();
        shares.forEach(share -> share.addRecentTo(recent));
        return new Snapshot(
                System.nanoTime() - startNanos,
                now.stream().mapToInt(Told.Going::written).sum(),
                now.stream().mapToInt(Told.Going::inFlight).sum(),
                now.stream().mapToInt(Told.Going::refused).sum(),
                now.stream().mapToInt(Told.Going::failed).sum(),
                percentiles(recent));
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
    public Recording recording() {
        end.join();
        boolean early = shares.stream().anyMatch(AgentShare::endedEarly);
        long untilNanos = early && stopNanos.isPresent() ? stopNanos.getAsLong() - startNanos : Long.MAX_VALUE;
        RequestLog log = new RequestLog();
        int fired = 0;
        List<String> lost = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("agents", shares.stream().map(AgentShare::name).collect(Collectors.joining(", ")));
        settings.put("start skew", String.format(Locale.ROOT, "at most %.3f ms", skewNanos() / 1e6));
        for (AgentShare share : shares) {
            if (share.isLost()) {
                RequestLog failed = share.failed(schedule, photos, untilNanos);
                log.addAll(failed);
                fired += failed.size();
                lost.add(share.death() + ": the " + failed.size() + " requests of its share count as failed");
                settings.put("agent " + share.name(), share.lastWords());
            } else {
                log.addAll(share.records());
                fired += share.fired();
                share.difference().ifPresent(wrong::add);
            }
        }
        return new Recording(fired, log, early, new Remarks(settings, lost, wrong));
    }

    /** Two agents are off by half of their round trips each, at most. */
    private double skewNanos() {
        return shares.stream()
                        .map(AgentShare::roundTripNanos)
                        .sorted(Comparator.reverseOrder())
                        .limit(shares.size() == 1 ? 0 : 2)
                        .mapToLong(Long::longValue)
                        .sum()
                / 2.0;
    }
}
