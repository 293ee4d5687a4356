package org.elasticml.loadtester.agent;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.elasticml.loadtester.measure.LatencyHistogram;
import org.elasticml.loadtester.measure.RequestLog;

/** What an agent says. */
interface Told extends Message {
    /** It has done what it was told, up to here. */
    record Ready() implements Told {
        @Override
        public Kind kind() {
            return Kind.READY;
        }

        @Override
        public void write(DataOutputStream out) {}
    }

    /**
     * The answer to a ping.
     *
     * @param sentNanos as in the ping
     * @param agentNanos when it came, by the agent's clock
     */
    record Pong(long sentNanos, long agentNanos) implements Told {
        @Override
        public Kind kind() {
            return Kind.PONG;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeLong(sentNanos);
            out.writeLong(agentNanos);
        }
    }

    /**
     * How the run goes: counts until now, and the latencies of those that succeeded since this was told before.
     *
     * @param nanos from the start of the run
     * @param latencies as {@link LatencyHistogram} makes them
     */
    record Going(long nanos, int written, int inFlight, int refused, int failed, Histogram latencies) implements Told {
        static Going read(DataInputStream in) throws IOException {
            long nanos = in.readLong();
            int written = in.readInt();
            int inFlight = in.readInt();
            int refused = in.readInt();
            int failed = in.readInt();
            ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(in.readInt()));
            try {
                Histogram histogram = Histogram.decodeFromCompressedByteBuffer(bytes, LatencyHistogram.MAX_MICROS);
                return new Going(nanos, written, inFlight, refused, failed, histogram);
            } catch (DataFormatException e) {
                throw new IOException(e);
            }
        }

        @Override
        public Kind kind() {
            return Kind.GOING;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeLong(nanos);
            out.writeInt(written);
            out.writeInt(inFlight);
            out.writeInt(refused);
            out.writeInt(failed);
            ByteBuffer bytes = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
            int length = latencies.encodeIntoCompressedByteBuffer(bytes);
            out.writeInt(length);
            out.write(bytes.array(), 0, length);
        }
    }

    /** Some of the requests of a run that is over. */
    record Rows(RequestLog log) implements Told {
        @Override
        public Kind kind() {
            return Kind.ROWS;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            RequestRows.write(out, log);
        }
    }

    /** All of its requests have been told; as in a {@link org.elasticml.loadtester.send.Recording}. */
    record Ended(int fired, boolean early) implements Told {
        @Override
        public Kind kind() {
            return Kind.ENDED;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeInt(fired);
            out.writeBoolean(early);
        }
    }

    /** It can't do what it was told. */
    record Trouble(String why) implements Told {
        @Override
        public Kind kind() {
            return Kind.TROUBLE;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeUTF(why);
        }
    }
}
