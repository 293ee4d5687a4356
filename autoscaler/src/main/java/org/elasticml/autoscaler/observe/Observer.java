package org.elasticml.autoscaler.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.elasticml.core.scale.ServiceCurve;

/**
 * Makes one {@link View} of all that dispatchers and replicas tell. What is not known is never 0: with no dispatcher that
 * can be believed nothing is known; with some of several, nothing is for {@value #GRACE_SECONDS} s, since it may be back
 * and its counter then tells what came meanwhile; after that the view is partial. One that is not listed any more is gone
 * for good. The view begins anew when the rates before and after do not compare: when one that was left out is back or gone,
 * and when one comes that has had requests before it was seen. Not thread-safe.
 */
public final class Observer {
    /** How long one of several dispatchers may be silent before the others alone are looked at. */
    static final double GRACE_SECONDS = 3;

    private final Map<String, DispatcherTrack> tracks = new HashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private final MonotoneTotals arrivals = new MonotoneTotals();
    private final MonotoneTotals cached = new MonotoneTotals();
    private final MonotoneTotals busy = new MonotoneTotals();
    private Optional<ServiceCurve> service;
    private Optional<Map<String, String>> replicaStates = Optional.empty();
    private double needed;
    private double requestSeconds;
    private double lastSeconds = Double.NaN;
    private int lastInSystem;
    private boolean anew;

    /** @param service what a batch takes, until a replica tells; empty if that is not known */
    public Observer(Optional<ServiceCurve> service) {
        this.service = service;
    }

    private record Believed(Reading.Page page, DispatcherPage told) {}

    public View see(Readings readings) {
        readReplicas(readings.replicas());
        Map<String, Believed> believed = new LinkedHashMap<>();
        Map<String, String> troubles = new LinkedHashMap<>();
        boolean waiting = false;
        for (Reading reading : readings.dispatchers()) {
            DispatcherTrack track = tracks.computeIfAbsent(reading.source(), source -> new DispatcherTrack());
            try {
                believed.put(reading.source(), believed(reading, track));
                track.well();
            } catch (FlawException flaw) {
                troubles.put(reading.source(), flaw.getMessage());
                waiting |= track.troubled(readings.seconds()) < GRACE_SECONDS;
            }
        }
        if (!believed.isEmpty()) {
            replicaStates = Optional.of(states(believed));
        }
        String trouble = said(troubles);
        if (believed.isEmpty() || waiting) {
            return new View.Unsighted(trouble.isEmpty() ? "there is no dispatcher" : trouble);
        }
        if (service.isEmpty()) {
            return new View.Unsighted("no replica has told yet what a batch takes");
        }
        if (!isNews(believed)) {
            return new View.Unchanged();
        }
        forgetAllBut(readings.dispatchers());
        leftOut.addAll(troubles.keySet());
        return sighted(believed, trouble);
    }

    private Believed believed(Reading reading, DispatcherTrack track) throws FlawException {
        if (reading instanceof Reading.Page page) {
            return new Believed(page, track.read(page));
        }
        throw new FlawException(((Reading.Silence) reading).reason());
    }

    private static Map<String, String> states(Map<String, Believed> believed) {
        Map<String, String> states = new TreeMap<>();
        // One that any dispatcher sees ready is.
        believed.values().forEach(each -> each.told()
                .replicaStates()
                .forEach((replica, state) ->
                        states.merge(replica, state, (one, other) -> one.equals("ready") ? one : other)));
        return states;
    }

    /**
     * The state in which the dispatchers saw each replica last, by host and port: {@code unknown}, {@code ready},
     * {@code draining}, {@code ejected}; empty before they told.
     */
    public Optional<Map<String, String>> replicaStates() {
        return replicaStates;
    }

    private static String said(Map<String, String> troubles) {
        List<String> said = new ArrayList<>();
        troubles.forEach((source, trouble) -> said.add("dispatcher " + source + ": " + trouble));
        return String.join("; ", said);
    }

    private boolean isNews(Map<String, Believed> believed) {
        return believed.entrySet().stream().allMatch(each -> tracks.get(each.getKey())
                .isNews(each.getValue().page()));
    }

    /** Those that are not listed any more: the others have what comes from now on. */
    private void forgetAllBut(List<Reading> listed) {
        Set<String> gone = new HashSet<>(tracks.keySet());
        listed.forEach(reading -> gone.remove(reading.source()));
        tracks.keySet().removeAll(gone);
        gone.forEach(source -> {
            arrivals.forget(source);
            cached.forget(source);
        });
        anew |= leftOut.removeAll(gone);
    }

    private View sighted(Map<String, Believed> believed, String missing) {
        double seconds = 0;
        int queued = 0;
        int inFlight = 0;
        for (Map.Entry<String, Believed> each : believed.entrySet()) {
            DispatcherPage told = each.getValue().told();
            if (leftOut.remove(each.getKey())) {
                arrivals.forget(each.getKey());
                cached.forget(each.getKey());
                anew = true;
            }
            // Its requests so far are no surge of this moment, and its share was not in what was seen before.
            anew |= !Double.isNaN(lastSeconds) && !arrivals.knows(each.getKey()) && told.arrivals() > 0;
            arrivals.read(each.getKey(), told.arrivals());
            cached.read(each.getKey(), told.cached());
            tracks.get(each.getKey()).used(each.getValue().page());
            seconds += each.getValue().page().seconds() / believed.size();
            queued += told.queued();
            inFlight += told.inFlight();
        }
        if (seconds <= lastSeconds) {
            return new View.Unchanged();
        }
        integrate(seconds, queued + inFlight);
        boolean isAnew = anew;
        anew = false;
        // A request is looked up when its body has come, a little after it was counted: what needs a replica never
        // falls.
        needed = Math.max(needed, arrivals.total() - cached.total());
        Figures figures =
                new Figures(seconds, needed, queued, inFlight, service.orElseThrow(), busy.total(), requestSeconds);
        return new View.Sighted(figures, missing, isAnew);
    }

    /**
     * By trapezoids. The dispatchers' own {@code dispatcher_request_seconds_sum} counts a request only when it has ended, so
     * that a backlog would be seen when it is over.
     */
    private void integrate(double seconds, int inSystem) {
        if (seconds > lastSeconds) {
            requestSeconds += (seconds - lastSeconds) * (lastInSystem + inSystem) / 2.0;
        }
        lastSeconds = seconds;
        lastInSystem = inSystem;
    }

    private void readReplicas(List<Reading> replicas) {
        List<ReplicaPage> told = new ArrayList<>();
        for (Reading reading : replicas) {
            if (reading instanceof Reading.Page page) {
                ReplicaPage read = ReplicaPage.of(page.metrics());
                read.cpuSeconds().ifPresent(seconds -> busy.read(page.source(), seconds));
                told.add(read);
            }
        }
        service = MeanCurve.of(told).or(() -> service);
    }
}
