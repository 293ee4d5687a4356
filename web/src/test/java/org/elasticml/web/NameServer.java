package org.elasticml.web;

import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A name server that gives every name the same IPv4 addresses, or answers with a code (RFC 1035). */
final class NameServer implements AutoCloseable {
    static final int NO_ERROR = 0;
    static final int NO_SUCH_NAME = 3;

    private static final int SERVFAIL = 2;
    private static final int TYPE_A = 1;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Semaphore answered = new Semaphore(0);
    private volatile List<String> addresses = List.of();
    private volatile int code = NO_ERROR;

    NameServer() throws IOException {
        Thread thread = new Thread(this::serve, "name server");
        thread.setDaemon(true);
        thread.start();
    }

    DnsServerAddressStreamProvider provider() {
        return new SingletonDnsServerAddressStreamProvider(
                new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort()));
    }

    void give(String... addresses) {
        this.addresses = List.of(addresses);
        code = NO_ERROR;
    }

    void fail() {
        answerEmpty(SERVFAIL);
    }

    void answerEmpty(int newCode) {
        addresses = List.of();
        code = newCode;
    }

    /** Returns when it has answered so many more questions from now. */
    void awaitAnswers(int count) throws InterruptedException {
        answered.drainPermits();
        answered.acquire(count);
    }

    private void serve() {
        try {
            while (!socket.isClosed()) {
                DatagramPacket question = new DatagramPacket(new byte[512], 512);
                socket.receive(question);
                byte[] answer = answer(ByteBuffer.wrap(question.getData(), 0, question.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                answered.release();
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** RFC 1035, section 4. */
    private byte[] answer(ByteBuffer question) throws IOException {
        int id = question.getShort(0);
        int end = 12;
        while (question.get(end) != 0) {
            end += 1 + question.get(end);
        }
        int type = question.getShort(end + 1);
        byte[] asked = new byte[end + 5 - 12];
        question.get(12, asked);
        List<String> given = type == TYPE_A ? addresses : List.of();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(id);
        out.writeShort(0x8180 | code);
        out.writeShort(1);
        out.writeShort(given.size());
        out.writeInt(0);
        out.write(asked);
        for (String address : given) {
            out.writeShort(0xC00C); // the name that was asked for
            out.writeShort(TYPE_A);
            out.writeShort(1);
            out.writeInt(300);
            out.writeShort(4);
            out.write(InetAddress.getByName(address).getAddress());
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
