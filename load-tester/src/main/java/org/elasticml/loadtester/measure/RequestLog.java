package org.elasticml.loadtester.measure;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * Requests in columns: 72 bytes each, where as objects they take some 500. {@link #get} makes the object again; what is asked of
 * every request can be had without it. Confidences are kept to a millionth. Not thread-safe.
 */
public final class RequestLog extends AbstractList<RequestRecord> implements RandomAccess {
    private static final long NEVER = -1;
    private static final int UNKNOWN = -1;
    private static final double MILLION = 1e6;
    private static final String OTHERS = "(others)";

    /** Of what a target says: far more than a report shows, and few enough to keep. */
    private static final int MAX_VALUES = 10_000;

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final int SUCCEEDED = Outcome.SUCCEEDED.ordinal();

    private int size;
    private final Longs intendedNanos;
    private final Longs sentNanos;
    private final Longs finishedNanos;
    private final Ints statuses;
    private final Ints outcomes;
    private final Ints bytes;
    private final Ints queueSizes;
    private final Ints confidenceMillionths;
    private final Coded<String> images;
    private final Coded<Optional<String>> trueLabels;
    private final Coded<Optional<String>> replicas;
    private final Coded<Optional<String>> weights;
    private final Coded<Optional<String>> errors;
    private final Coded<Optional<String>> labels;
    private final Coded<List<String>> tops;

    public RequestLog() {
        intendedNanos = new Longs();
        sentNanos = new Longs();
        finishedNanos = new Longs();
        statuses = new Ints();
        outcomes = new Ints();
        bytes = new Ints();
        queueSizes = new Ints();
        confidenceMillionths = new Ints();
        // Photos are in memory as well: as many as there are.
        images = new Coded<>(new Dictionary<>(Integer.MAX_VALUE, OTHERS));
        trueLabels = new Coded<>(new Dictionary<>(Integer.MAX_VALUE, Optional.empty()));
        replicas = new Coded<>(new Dictionary<>(MAX_VALUES, Optional.of(OTHERS)));
        weights = new Coded<>(new Dictionary<>(MAX_VALUES, Optional.of(OTHERS)));
        errors = new Coded<>(new Dictionary<>(MAX_VALUES, Optional.of(OTHERS)));
        labels = new Coded<>(new Dictionary<>(MAX_VALUES, Optional.of(OTHERS)));
        tops = new Coded<>(new Dictionary<>(MAX_VALUES, List.of(OTHERS)));
    }

    private RequestLog(RequestLog other, int[] order) {
        size = order.length;
        intendedNanos = other.intendedNanos.rows(order);
        sentNanos = other.sentNanos.rows(order);
        finishedNanos = other.finishedNanos.rows(order);
        statuses = other.statuses.rows(order);
        outcomes = other.outcomes.rows(order);
        bytes = other.bytes.rows(order);
        queueSizes = other.queueSizes.rows(order);
        confidenceMillionths = other.confidenceMillionths.rows(order);
        images = other.images.rows(order);
        trueLabels = other.trueLabels.rows(order);
        replicas = other.replicas.rows(order);
        weights = other.weights.rows(order);
        errors = other.errors.rows(order);
        labels = other.labels.rows(order);
        tops = other.tops.rows(order);
    }

    public static RequestLog of(RequestRecord... records) {
        return of(Arrays.asList(records));
    }

    public static RequestLog of(List<RequestRecord> records) {
        RequestLog log = new RequestLog();
        log.addAll(records);
        return log;
    }

    @Override
    public boolean add(RequestRecord record) {
        Answer answer = record.answer();
        intendedNanos.add(record.intendedNanos());
        sentNanos.add(record.sentNanos().orElse(NEVER));
        finishedNanos.add(record.finishedNanos());
        statuses.add(answer.status());
        outcomes.add(answer.outcome().ordinal());
        bytes.add(record.bytes());
        queueSizes.add(answer.queueSize().orElse(UNKNOWN));
        images.add(record.image());
        trueLabels.add(record.trueLabel());
        replicas.add(answer.replica());
        weights.add(answer.weights());
        errors.add(answer.error());
        labels.add(answer.prediction().map(Prediction::label));
        tops.add(answer.prediction().map(Prediction::top).orElse(List.of()));
        double confidence = answer.prediction().map(Prediction::confidence).orElse(0.0);
        confidenceMillionths.add((int) Math.round(confidence * MILLION));
        size++;
        return true;
    }

    @Override
    public RequestRecord get(int row) {
        Answer answer = new Answer(
                status(row), outcome(row), prediction(row), replica(row), weights(row), queueSize(row), error(row));
        return new RequestRecord(
                intendedNanos(row), sentNanos(row), finishedNanos(row), image(row), trueLabel(row), bytes(row), answer);
    }

    @Override
    public int size() {
        return size;
    }

    /** The same requests by the instants at which they were due; those due at the same in the order they have here. */
    public RequestLog byIntent() {
        if (IntStream.range(1, size).allMatch(row -> intendedNanos(row - 1) <= intendedNanos(row))) {
            return this;
        }
        // Boxed, for the sort that makes use of what is nearly in order already, as rows are that ended one after
        // another.
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(this::intendedNanos))
                .mapToInt(Integer::intValue)
                .toArray();
        return new RequestLog(this, order);
    }

    /** Those that were due from one instant on, and before another. */
    public RequestLog dueWithin(long fromNanos, long toNanos) {
        int[] rows = IntStream.range(0, size)
                .filter(row -> fromNanos <= intendedNanos(row) && intendedNanos(row) < toNanos)
                .toArray();
        return new RequestLog(this, rows);
    }

    /** From the start of the run, as all instants. */
    public long intendedNanos(int row) {
        return intendedNanos.get(row);
    }

    public OptionalLong sentNanos(int row) {
        long nanos = sentNanos.get(row);
        return nanos == NEVER ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    public long finishedNanos(int row) {
        return finishedNanos.get(row);
    }

    /** As {@link RequestRecord#latencyNanos}. */
    public long latencyNanos(int row) {
        return finishedNanos(row) - intendedNanos(row);
    }

    public int status(int row) {
        return statuses.get(row);
    }

    public Outcome outcome(int row) {
        return OUTCOMES[outcomes.get(row)];
    }

    boolean succeeded(int row) {
        return outcomes.get(row) == SUCCEEDED;
    }

    public int bytes(int row) {
        return bytes.get(row);
    }

    public String image(int row) {
        return images.get(row);
    }

    /** What the photo shows, if known. */
    public Optional<String> trueLabel(int row) {
        return trueLabels.get(row);
    }

    public Optional<String> replica(int row) {
        return replicas.get(row);
    }

    public Optional<String> weights(int row) {
        return weights.get(row);
    }

    public Optional<String> error(int row) {
        return errors.get(row);
    }

    /** Whether any failed since the agent died that was to send it, so that it isn't known what was sent. */
    public boolean hasDeadAgents() {
        return IntStream.range(0, size)
                .filter(row -> sentNanos(row).isEmpty())
                .anyMatch(row -> error(row).filter(Answer::isOfDeadAgent).isPresent());
    }

    public OptionalInt queueSize(int row) {
        int queue = queueSizes.get(row);
        return queue == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(queue);
    }

    /** The likeliest label, if the answer told one. */
    public Optional<String> label(int row) {
        return labels.get(row);
    }

    /** Of {@link #label}, in millionths; 0 without one. */
    public int confidenceMillionths(int row) {
        return confidenceMillionths.get(row);
    }

    double confidence(int row) {
        return confidenceMillionths(row) / MILLION;
    }

    /** The likeliest labels, likeliest first; none if the answer told none. */
    List<String> top(int row) {
        return tops.get(row);
    }

    public Optional<Prediction> prediction(int row) {
        return label(row).map(likeliest -> new Prediction(likeliest, confidence(row), top(row)));
    }

    /** Nanoseconds from the intended instant, of those that succeeded, in the order of rows. */
    public long[] succeededLatenciesNanos() {
        return IntStream.range(0, size)
                .filter(this::succeeded)
                .mapToLong(this::latencyNanos)
                .toArray();
    }
}
