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
        CARRY(Order.class, Order.Carry::read),
        AIM(Order.class, Order.Aim::read),
        PLAY(Order.class, Order.Play::read),
        PING(Order.class, in -> new Order.Ping(in.readLong())),
        START(Order.class, in -> new Order.Start(in.readLong())),
        STOP(Order.class, in -> new Order.Stop()),
        READY(Told.class, in -> new Told.Ready()),
        PONG(Told.class, in -> new Told.Pong(in.readLong(), in.readLong())),
        GOING(Told.class, Told.Going::read),
        ROWS(Told.class, in -> new Told.Rows(RequestRows.read(in))),
        ENDED(Told.class, in -> new Told.Ended(in.readInt(), in.readBoolean())),
        TROUBLE(Told.class, in -> new Told.Trouble(in.readUTF()));

        private final Class<? extends Message> side;
        private final Reader reader;

        Kind(Class<? extends Message> side, Reader reader) {
            this.side = side;
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
            throw new MessageTooLongException(); // of bytes in memory, nothing else goes wrong
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    /**
     * @param side who may have said it: of the other's messages nothing is read but their kind
     * @throws IOException if it is none
     */
    static <T extends Message> T decode(Buffer bytes, Class<T> side) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.getBytes()))) {
            int kind = in.readByte();
            if (kind < 0 || kind >= Kind.values().length || Kind.values()[kind].side != side) {
                throw new IOException("there is no " + side.getSimpleName() + " " + kind);
            }
            return side.cast(Kind.values()[kind].reader.read(in));
        } catch (RuntimeException e) {
            throw new IOException(e); // a number that is out of its range, deep in a value
        }
    }
}
