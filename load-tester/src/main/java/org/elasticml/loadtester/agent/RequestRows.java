package org.elasticml.loadtester.agent;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Prediction;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;

/** Requests as bytes, every field of them, compressed: a text is written where it first occurs, and its number from then on. */
final class RequestRows {
    private static final long NEVER = -1;
    private static final int NONE = -1;

    private RequestRows() {}

    static void write(DataOutputStream to, RequestLog log) throws IOException {
        DeflaterOutputStream deflated = new DeflaterOutputStream(to);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(deflated));
        Texts texts = new Texts(out);
        out.writeInt(log.size());
        for (int row = 0; row < log.size(); row++) {
            out.writeLong(log.intendedNanos(row));
            out.writeLong(log.sentNanos(row).orElse(NEVER));
            out.writeLong(log.finishedNanos(row));
            texts.write(Optional.of(log.image(row)));
            texts.write(log.trueLabel(row));
            out.writeInt(log.bytes(row));
            out.writeShort(log.status(row));
            out.writeByte(log.outcome(row).ordinal());
            texts.write(log.replica(row));
            texts.write(log.weights(row));
            out.writeInt(log.queueSize(row).orElse(NONE));
            texts.write(log.error(row));
            write(out, texts, log.prediction(row));
        }
        out.flush();
        deflated.finish();
    }

    private static void write(DataOutputStream out, Texts texts, Optional<Prediction> prediction) throws IOException {
        out.writeInt(prediction.map(it -> it.top().size()).orElse(NONE));
        if (prediction.isPresent()) {
            texts.write(Optional.of(prediction.get().label()));
            out.writeDouble(prediction.get().confidence());
            for (String label : prediction.get().top()) {
                texts.write(Optional.of(label));
            }
        }
    }

    private static final class Texts {
        private final DataOutputStream out;
        private final Map<String, Integer> numbers = new HashMap<>();

        Texts(DataOutputStream out) {
            this.out = out;
        }

        void write(Optional<String> text) throws IOException {
            if (text.isEmpty()) {
                out.writeInt(NONE);
                return;
            }
            Integer known = numbers.putIfAbsent(text.get(), numbers.size());
            out.writeInt(known == null ? numbers.size() - 1 : known);
            if (known == null) {
                out.writeUTF(text.get());
            }
        }
    }

    static RequestLog read(DataInputStream from) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(from)));
        ReadTexts texts = new ReadTexts(in);
        RequestLog log = new RequestLog();
        for (int left = in.readInt(); left > 0; left--) {
            long intended = in.readLong();
            long sent = in.readLong();
            long finished = in.readLong();
            log.add(new RequestRecord(
                    intended,
                    sent == NEVER ? OptionalLong.empty() : OptionalLong.of(sent),
                    finished,
                    texts.read().orElseThrow(),
                    texts.read(),
                    in.readInt(),
                    answer(in, texts)));
        }
        return log;
    }

    private static Answer answer(DataInputStream in, ReadTexts texts) throws IOException {
        int status = in.readShort();
        Outcome outcome = Outcome.values()[in.readByte()];
        Optional<String> replica = texts.read();
        Optional<String> weights = texts.read();
        int queue = in.readInt();
        Optional<String> error = texts.read();
        return new Answer(
                status,
                outcome,
                prediction(in, texts),
                replica,
                weights,
                queue == NONE ? OptionalInt.empty() : OptionalInt.of(queue),
                error);
    }

    private static Optional<Prediction> prediction(DataInputStream in, ReadTexts texts) throws IOException {
        int top = in.readInt();
        if (top == NONE) {
            return Optional.empty();
        }
        String label = texts.read().orElseThrow();
        double confidence = in.readDouble();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < top; i++) {
            labels.add(texts.read().orElseThrow());
        }
        return Optional.of(new Prediction(label, confidence, labels));
    }

    private static final class ReadTexts {
        private final DataInputStream in;
        private final List<String> texts = new ArrayList<>();

        ReadTexts(DataInputStream in) {
            this.in = in;
        }

        Optional<String> read() throws IOException {
            int number = in.readInt();
            if (number == NONE) {
                return Optional.empty();
            }
            if (number == texts.size()) {
                texts.add(in.readUTF());
            }
            return Optional.of(texts.get(number));
        }
    }
}
