package org.elasticml.loadtester.agent;

import io.vertx.core.buffer.Buffer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.send.Header;
import org.elasticml.loadtester.send.Protocol;
import org.elasticml.loadtester.send.Schedule;

/** What a coordinator says. */
interface Order extends Message {
    /** A photo that requests carry; photos keep the order in which they come. */
    record Carry(Photo photo) implements Order {
        static Carry read(DataInputStream in) throws IOException {
            String name = in.readUTF();
            String mediaType = in.readUTF();
            Optional<String> trueLabel = in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
            return new Carry(new Photo(name, mediaType, Buffer.buffer(in.readNBytes(in.readInt())), trueLabel));
        }

        @Override
        public Kind kind() {
            return Kind.CARRY;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeUTF(photo.name());
            out.writeUTF(photo.mediaType());
            out.writeBoolean(photo.trueLabel().isPresent());
            if (photo.trueLabel().isPresent()) {
                out.writeUTF(photo.trueLabel().get());
            }
            out.writeInt(photo.body().length());
            out.write(photo.body().getBytes());
        }
    }

    /** Where requests go. */
    record Aim(AgentTarget target) implements Order {
        static Aim read(DataInputStream in) throws IOException {
            Protocol protocol = Protocol.valueOf(in.readUTF());
            String url = in.readUTF();
            Duration timeout = Duration.ofNanos(in.readLong());
            List<Header> headers = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                headers.add(new Header(in.readUTF(), in.readUTF()));
            }
            return new Aim(new AgentTarget(protocol, url, timeout, headers));
        }

        @Override
        public Kind kind() {
            return Kind.AIM;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeUTF(target.protocol().name());
            out.writeUTF(target.url());
            out.writeLong(target.timeout().toNanos());
            out.writeInt(target.headers().size());
            for (Header header : target.headers()) {
                out.writeUTF(header.name());
                out.writeUTF(header.value());
            }
        }
    }

    /** What is to be played next. */
    record Play(Schedule schedule, Share share) implements Order {
        static Play read(DataInputStream in) throws IOException {
            Share share = new Share(in.readInt(), in.readInt());
            Arrivals arrivals = Arrivals.valueOf(in.readUTF());
            long seed = in.readLong();
            int seconds = in.readInt();
            if (seconds < 0 || seconds > Workload.MAX_SECONDS) {
                throw new IOException("a workload of " + seconds + " s");
            }
            double[] rates = new double[seconds];
            for (int second = 0; second < rates.length; second++) {
                rates[second] = in.readDouble();
            }
            return new Play(new Schedule(Workload.of(rates), arrivals, seed), share);
        }

        @Override
        public Kind kind() {
            return Kind.PLAY;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            Workload rates = schedule.rates();
            out.writeInt(share.index());
            out.writeInt(share.of());
            out.writeUTF(schedule.arrivals().name());
            out.writeLong(schedule.seed());
            out.writeInt(rates.seconds());
            for (int second = 0; second < rates.seconds(); second++) {
                out.writeDouble(rates.ratePerSecond(second));
            }
        }
    }

    /** Asks for the agent's clock, and shows that the coordinator is still there. */
    record Ping(long sentNanos) implements Order {
        @Override
        public Kind kind() {
            return Kind.PING;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeLong(sentNanos);
        }
    }

    /** What is to be played begins at that instant of the agent's clock. */
    record Start(long agentNanos) implements Order {
        @Override
        public Kind kind() {
            return Kind.START;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeLong(agentNanos);
        }
    }

    /** No request is sent any more. */
    record Stop() implements Order {
        @Override
        public Kind kind() {
            return Kind.STOP;
        }

        @Override
        public void write(DataOutputStream out) {}
    }
}
