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
 * Requests in columns: about 70 bytes each, where as objects they take some 500. {@link #get} makes the object again; what is
 * asked of every request can be had without it. Not thread-safe.
 */
public final class RequestLog extends AbstractList<RequestRecord> implements RandomAccess {
    private static final int FIRST_CAPACITY = 1024;
    private static final long NEVER = -1;
    private static final int UNKNOWN = -1;
    /** Of what a target says: far more than a report shows, and few enough to keep. */
    private static final int MAX_VALUES = 10_000;

    private static final Outcome[] OUTCOMES = Outcome.values();

    private int size;
    private long[] intendedNanos = new long[FIRST_CAPACITY];
    private long[] sentNanos = new long[FIRST_CAPACITY];
    private long[] finishedNanos = new long[FIRST_CAPACITY];
    private double[] confidence = new double[FIRST_CAPACITY];
    private int[] bytes = new int[FIRST_CAPACITY];
    private int[] queueSize = new int[FIRST_CAPACITY];
    private int[] image = new int[FIRST_CAPACITY];
    private int[] trueLabel = new int[FIRST_CAPACITY];
    private int[] replica = new int[FIRST_CAPACITY];
    private int[] weights = new int[FIRST_CAPACITY];
    private int[] error = new int[FIRST_CAPACITY];
    private int[] label = new int[FIRST_CAPACITY];
    private int[] top = new int[FIRST_CAPACITY];
    private short[] status = new short[FIRST_CAPACITY];
    private byte[] outcome = new byte[FIRST_CAPACITY];

    /** Of photos, which are in memory as well. */
    private final Dictionary<Optional<String>> photos = new Dictionary<>(Integer.MAX_VALUE, Optional.empty());

    private final Dictionary<Optional<String>> texts = new Dictionary<>(MAX_VALUES, Optional.of("(others)"));
    private final Dictionary<List<String>> tops = new Dictionary<>(MAX_VALUES, List.of("(others)"));

    public RequestLog() {}

    public static RequestLog of(RequestRecord... records) {
        RequestLog log = new RequestLog();
        log.addAll(Arrays.asList(records));
        return log;
    }

    @Override
    public boolean add(RequestRecord record) {
        if (size == intendedNanos.length) {
            grow();
        }
        Answer answer = record.answer();
        intendedNanos[size] = record.intendedNanos();
        sentNanos[size] = record.sentNanos().orElse(NEVER);
        finishedNanos[size] = record.finishedNanos();
        bytes[size] = record.bytes();
        image[size] = photos.code(Optional.of(record.image()));
        trueLabel[size] = photos.code(record.trueLabel());
        status[size] = (short) answer.status();
        outcome[size] = (byte) answer.outcome().ordinal();
        replica[size] = texts.code(answer.replica());
        weights[size] = texts.code(answer.weights());
        error[size] = texts.code(answer.error());
        queueSize[size] = answer.queueSize().orElse(UNKNOWN);
        label[size] = texts.code(answer.prediction().map(Prediction::label));
        top[size] = answer.prediction().map(it -> tops.code(it.top())).orElse(UNKNOWN);
        confidence[size] = answer.prediction().map(Prediction::confidence).orElse(0.0);
        size++;
        return true;
    }

    private void grow() {
        int capacity = size + size / 2;
        intendedNanos = Arrays.copyOf(intendedNanos, capacity);
        sentNanos = Arrays.copyOf(sentNanos, capacity);
        finishedNanos = Arrays.copyOf(finishedNanos, capacity);
        confidence = Arrays.copyOf(confidence, capacity);
        bytes = Arrays.copyOf(bytes, capacity);
        queueSize = Arrays.copyOf(queueSize, capacity);
        image = Arrays.copyOf(image, capacity);
        trueLabel = Arrays.copyOf(trueLabel, capacity);
        replica = Arrays.copyOf(replica, capacity);
        weights = Arrays.copyOf(weights, capacity);
        error = Arrays.copyOf(error, capacity);
        label = Arrays.copyOf(label, capacity);
        top = Arrays.copyOf(top, capacity);
        status = Arrays.copyOf(status, capacity);
        outcome = Arrays.copyOf(outcome, capacity);
    }

    @Override
    public RequestRecord get(int row) {
        Answer answer = new Answer(
                status[row], outcome(row), prediction(row), replica(row), weights(row), queueSize(row), error(row));
        return new RequestRecord(
                intendedNanos[row],
                sentNanos(row),
                finishedNanos[row],
                image(row),
                photos.value(trueLabel[row]),
                bytes[row],
                answer);
    }

    @Override
    public int size() {
        return size;
    }

    /** The rows' numbers, by the instants at which they were due. */
    public int[] byIntent() {
        // Boxed, for the sort that makes use of what is nearly in order already, as rows are that ended one after
        // another.
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(row -> intendedNanos[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    public long intendedNanos(int row) {
        return intendedNanos[row];
    }

    public OptionalLong sentNanos(int row) {
        return sentNanos[row] == NEVER ? OptionalLong.empty() : OptionalLong.of(sentNanos[row]);
    }

    public long finishedNanos(int row) {
        return finishedNanos[row];
    }

    /** As {@link RequestRecord#latencyNanos}. */
    public long latencyNanos(int row) {
        return finishedNanos[row] - intendedNanos[row];
    }

    public int status(int row) {
        return status[row];
    }

    public Outcome outcome(int row) {
        return OUTCOMES[outcome[row]];
    }

    public int bytes(int row) {
        return bytes[row];
    }

    public String image(int row) {
        return photos.value(image[row]).orElseThrow();
    }

    public Optional<String> replica(int row) {
        return texts.value(replica[row]);
    }

    public Optional<String> weights(int row) {
        return texts.value(weights[row]);
    }

    public Optional<String> error(int row) {
        return texts.value(error[row]);
    }

    public OptionalInt queueSize(int row) {
        return queueSize[row] == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(queueSize[row]);
    }

    public Optional<Prediction> prediction(int row) {
        return texts.value(label[row])
                .map(likeliest -> new Prediction(likeliest, confidence[row], tops.value(top[row])));
    }
}
