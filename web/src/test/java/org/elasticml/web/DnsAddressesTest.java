package org.elasticml.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a name server on this machine. */
class DnsAddressesTest {
    private final BlockingQueue<Set<InetSocketAddress>> heard = new LinkedBlockingQueue<>();

    private static DnsAddresses addresses(NameServer server) {
        return new DnsAddresses("ml-app.test.", 8000, Duration.ofMillis(5), server.provider());
    }

    /** The next that is heard must be these, at port 8000. */
    private void next(String... addresses) throws InterruptedException {
        assertEquals(
                Arrays.stream(addresses)
                        .map(address -> new InetSocketAddress(address, 8000))
                        .collect(Collectors.toSet()),
                heard.poll(60, TimeUnit.SECONDS));
    }

    /** It must come to have been told a first list, and nothing else is heard. */
    private void listed(DnsAddresses addresses) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!addresses.hasListed() && System.nanoTime() - giveUp < 0) {
            Thread.onSpinWait();
        }
        assertTrue(addresses.hasListed());
        assertEquals(List.of(), List.copyOf(heard));
    }

    @Test
    void followsTheName() throws Exception {
        try (NameServer server = new NameServer();
                DnsAddresses addresses = addresses(server)) {
            server.give("10.0.0.1", "10.0.0.2");
            addresses.start(heard::add);
            next("10.0.0.1", "10.0.0.2");
            server.give("10.0.0.2", "10.0.0.3");
            next("10.0.0.2", "10.0.0.3");
        }
    }

    @Test
    void keepsWhatItKnowsThroughFailuresAndEmptyAnswers() throws Exception {
        try (NameServer server = new NameServer();
                DnsAddresses addresses = addresses(server)) {
            server.give("10.0.0.1");
            addresses.start(heard::add);
            next("10.0.0.1");
            server.fail();
            server.awaitAnswers(8);
            server.give();
            server.awaitAnswers(8);
            server.give("10.0.0.2");
            // Had it taken either for an answer, an empty set would come before this.
            next("10.0.0.2");
        }
    }

    @Test
    void startsBeforeTheNameExists() throws Exception {
        try (NameServer server = new NameServer();
                DnsAddresses addresses = addresses(server)) {
            server.fail();
            addresses.start(heard::add);
            server.awaitAnswers(4);
            assertFalse(addresses.hasListed());
            server.give("10.0.0.1");
            next("10.0.0.1");
            listed(addresses);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {NameServer.NO_ERROR, NameServer.NO_SUCH_NAME})
    void anAnswerWithoutAddressesIsAList(int code) throws Exception {
        try (NameServer server = new NameServer();
                DnsAddresses addresses = addresses(server)) {
            server.answerEmpty(code);
            addresses.start(heard::add);
            listed(addresses);
        }
    }

    @Test
    void whoHasBothKindsOfAddressIsOne() throws Exception {
        InetAddress v4 = InetAddress.getByName("10.0.0.1");
        InetAddress v6 = InetAddress.getByName("fd00::1");
        assertEquals(Set.of(new InetSocketAddress(v4, 80)), DnsAddresses.found(List.of(v6, v4), 80));
        assertEquals(Set.of(new InetSocketAddress(v6, 80)), DnsAddresses.found(List.of(v6), 80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dns:", "dns://a", "dns://a:0", "dns://a:65536", "dns://a:99999", "dns://a:80/x", "dns://:80"})
    void saysWhatCantBe(String item) {
        assertTrue(DnsAddresses.isMeant(item));
        Service.CantStart refusal =
                assertThrows(Service.CantStart.class, () -> DnsAddresses.of("SOME_URL", item, "dns://a:80"));
        assertEquals("SOME_URL: '" + item + "' can't be; it looks like dns://a:80", refusal.getMessage());
    }
}
