package org.elasticml.loadtester.agent;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What coordinator and agent tell each other, one in each binary message of a WebSocket. Both are of the same version, which the
 * address of the WebSocket names.
 *
 * <pre>
 * coordinator                          agent
 * Carry, for each photo
 * Aim: the target                      Ready, once it has seen that the target is there
 * Play: a schedule and a share of it   Ready
 * Ping, again and again                Pong
 * Start                                Going, each second; Rows, several times; Ended
 * Stop, to end it early
 *                                      Trouble, at any time: it can't go on
 * </pre>
 *
 * As bytes: the ordinal of its {@link Kind}, then what its class writes.
 */
interface Message {
    /** Part of the address; another for any change of what is written. */
    int VERSION = 1;

    Kind kind();

    void write(DataOutputStream out) throws IOException;

    /** What can be told. */
    enum Kind {
        CARRY(Order.Carry::read),
        AIM(Order.Aim::read),
        PLAY(Order.Play::read),
        PING(in -> new Order.Ping(in.readLong())),
        START(in -> new Order.Start(in.readLong())),
        STOP(in -> new Order.Stop()),
        READY(in -> new Told.Ready()),
        PONG(in -> new Told.Pong(in.readLong(), in.readLong())),
        GOING(Told.Going::read),
        ROWS(in -> new Told.Rows(RequestRows.read(in))),
        ENDED(in -> new Told.Ended(in.readInt(), in.readBoolean())),
        TROUBLE(in -> new Told.Trouble(in.readUTF()));

        private final Reader reader;

        Kind(Reader reader) {
            this.reader = reader;
        }
    }

    /** Reads what a class writes. */
    interface Reader {
        Message read(DataInputStream in) throws IOException;
    }

    default Buffer encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(kind().ordinal());
            write(out);
        } catch (IOException e) {
            throw new IllegalStateException(e); // bytes in memory can be written
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    /**
     * @throws IOException if it is none
     */
    static Message decode(Buffer bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.getBytes()))) {
            int kind = in.readByte();
            if (kind < 0 || kind >= Kind.values().length) {
                throw new IOException("there is no message " + kind);
            }
            return Kind.values()[kind].reader.read(in);
        } catch (RuntimeException e) {
            throw new IOException(e); // a number that is out of its range, deep in a value
        }
    }
}
