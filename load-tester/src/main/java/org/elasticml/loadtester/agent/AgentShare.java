package org.elasticml.loadtester.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.LatencyHistogram;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.PhotoOrder;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.Schedule;

/** One agent's share of a run, as its coordinator hears of it. Thread-safe. */
final class AgentShare implements AgentLink.Listener {
    /** As many as a snapshot of one process looks back. */
    private static final int RECENT_SECONDS = 5;

    private final String name;
    private final Share share;
    private final Consumer<String> say;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private RequestLog records = new RequestLog();
    private final Histogram latencies = LatencyHistogram.empty();
    private final Deque<Histogram> recent = new ArrayDeque<>();
    private long startNanos;
    private Optional<Told.Going> last = Optional.empty();
    private Optional<Told.Ended> ended = Optional.empty();
    private Optional<String> death = Optional.empty();

    AgentShare(String name, Share share, Consumer<String> say) {
        this.name = name;
        this.share = share;
        this.say = say;
    }

    String name() {
        return name;
    }

    /** Completes when all is told, or it is lost. */
    CompletableFuture<Void> end() {
        return end;
    }

    /**
     * @param atNanos when it is to begin, by this process's clock
     */
    synchronized void startAt(long atNanos) {
        startNanos = atNanos;
    }

    @Override
    public void told(Told message) {
        if (message instanceof Told.Going going) {
            going(going);
        } else if (message instanceof Told.Rows rows) {
            add(rows.log());
        } else if (message instanceof Told.Ended it) {
            ended(it);
        }
    }

    private synchronized void going(Told.Going going) {
        last = Optional.of(going);
        latencies.add(going.latencies());
        recent.add(going.latencies());
        if (recent.size() > RECENT_SECONDS) {
            recent.remove();
        }
    }

    private synchronized void add(RequestLog rows) {
        records.addAll(rows);
    }

    private void ended(Told.Ended told) {
        synchronized (this) {
            ended = Optional.of(told);
        }
        end.complete(null);
    }

    @Override
    public void lost(String why) {
        synchronized (this) {
            if (ended.isPresent() || death.isPresent()) {
                return;
            }
            double seconds = Math.max(0, System.nanoTime() - startNanos) / 1e9;
            death = Optional.of(String.format(Locale.ROOT, "died after %.1f s (%s)", seconds, why));
        }
        say.accept(death() + "; what it was to send counts as failed, the others go on");
        end.complete(null);
    }

    /**
     * Is lost if it ended without having sent all of its share: it had stood still for so long that it took its coordinator for gone.
     *
     * @param due how many requests its share has
     */
    void mustHaveSent(int due) {
        synchronized (this) {
            if (death.isPresent() || fired() == due) {
                return;
            }
            death = Optional.of("gave up after " + fired() + " of its " + due + " requests");
        }
        say.accept(death() + "; what it was to send counts as failed");
    }

    synchronized boolean isLost() {
        return death.isPresent();
    }

    /** When, and of what. */
    synchronized String death() {
        return "agent " + name + " " + death.orElseThrow();
    }

    /** What it is known to have done before it died. */
    synchronized String lastWords() {
        double p99Ms = latencies.getValueAtPercentile(99) / 1e3;
        return death.orElseThrow()
                + String.format(
                        Locale.ROOT,
                        "; it had told of %d requests sent, of which %d had succeeded%s",
                        last.map(Told.Going::written).orElse(0),
                        latencies.getTotalCount(),
                        latencies.getTotalCount() == 0 ? "" : String.format(Locale.ROOT, ", p99 %.1f ms", p99Ms));
    }

    /** How it goes; of one that died, all that it had sent has failed. */
    synchronized Told.Going now() {
        Told.Going now = last.orElseGet(() -> new Told.Going(0, 0, 0, 0, 0, LatencyHistogram.empty()));
        return isLost() ? new Told.Going(now.nanos(), now.written(), 0, 0, now.written(), now.latencies()) : now;
    }

    /** Whether more will be told. */
    synchronized boolean goesOn() {
        return !isLost() && ended.isEmpty();
    }

    /** Adds what succeeded within the last seconds. */
    synchronized void addRecentTo(Histogram sum) {
        if (!isLost()) {
            recent.forEach(sum::add);
        }
    }

    synchronized boolean endedEarly() {
        return !isLost() && ended.map(Told.Ended::early).orElse(false);
    }

    synchronized int fired() {
        return ended.orElseThrow().fired();
    }

    synchronized RequestLog records() {
        return records;
    }

    /** Forgets its requests, of which a long run has millions, and which have been put together with others. */
    synchronized void forgetRecords() {
        records = new RequestLog();
    }

    /** In what its latencies, told as it went, are not those of its requests, told in the end. */
    synchronized Optional<String> difference() {
        Histogram ofRecords = LatencyHistogram.of(records);
        return ofRecords.equals(latencies)
                ? Optional.empty()
                : Optional.of("agent " + name + " told of " + latencies.getTotalCount()
                        + " succeeded requests as it went, and of " + ofRecords.getTotalCount()
                        + " in the end, or of others");
    }

    /**
     * Its share, had none of it been answered.
     *
     * @param untilNanos what was due later was not to be sent any more
     */
    RequestLog failed(Schedule schedule, Photos photos, long untilNanos) {
        Supplier<Photo> carried = share.of(new PhotoOrder(photos, new Random(schedule.seed())));
        PrimitiveIterator.OfLong instants = share.of(schedule.instantsNanos());
        Answer none = Answer.ofDeadAgent(name);
        RequestLog log = new RequestLog();
        while (instants.hasNext()) {
            long due = instants.nextLong();
            if (due > untilNanos) {
                break;
            }
            Photo photo = carried.get();
            log.add(new RequestRecord(
                    due,
                    OptionalLong.empty(),
                    due,
                    photo.name(),
                    photo.trueLabel(),
                    photo.body().length(),
                    none));
        }
        return log;
    }
}
