package org.elasticml.dispatcher.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.discovery.ReplicaSource.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a name server on this machine. */
class DnsSourceTest {
    private final Heard heard = new Heard();

    private static DnsSource source(NameServer server) {
        return new DnsSource("ml-app.test.", 8000, Duration.ofMillis(5), server.provider());
    }

    @Test
    void followsTheName() throws Exception {
        try (NameServer server = new NameServer();
                DnsSource source = source(server)) {
            server.give("10.0.0.1", "10.0.0.2");
            source.start(heard);
            heard.next(Map.of("10.0.0.1:8000", false, "10.0.0.2:8000", false));
            server.give("10.0.0.2", "10.0.0.3");
            heard.next(Map.of("10.0.0.2:8000", false, "10.0.0.3:8000", false));
        }
    }

    @Test
    void keepsWhatItKnowsThroughFailuresAndEmptyAnswers() throws Exception {
        try (NameServer server = new NameServer();
                DnsSource source = source(server)) {
            server.give("10.0.0.1");
            source.start(heard);
            heard.next(Map.of("10.0.0.1:8000", false));
            server.fail();
            server.awaitAnswers(8);
            server.give();
            server.awaitAnswers(8);
            server.give("10.0.0.2");
            // Had it taken either for an answer, an empty set would come before this.
            heard.next(Map.of("10.0.0.2:8000", false));
        }
    }

    @Test
    void startsBeforeTheNameExists() throws Exception {
        try (NameServer server = new NameServer();
                DnsSource source = source(server)) {
            server.fail();
            source.start(heard);
            server.awaitAnswers(4);
            assertFalse(source.hasListed());
            server.give("10.0.0.1");
            heard.next(Map.of("10.0.0.1:8000", false));
            heard.listed(source);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {NameServer.NO_ERROR, NameServer.NO_SUCH_NAME})
    void anAnswerWithoutAddressesIsAList(int code) throws Exception {
        try (NameServer server = new NameServer();
                DnsSource source = source(server)) {
            server.answerEmpty(code);
            source.start(heard);
            heard.listed(source);
        }
    }

    @Test
    void aReplicaWithBothKindsOfAddressIsOne() throws Exception {
        InetAddress v4 = InetAddress.getByName("10.0.0.1");
        InetAddress v6 = InetAddress.getByName("fd00::1");
        assertEquals(
                Set.of(new Found(ReplicaAddress.of("http://10.0.0.1:80"), false)),
                DnsSource.found(List.of(v6, v4), 80));
        assertEquals(
                Set.of(new Found(ReplicaAddress.of("http://[fd00:0:0:0:0:0:0:1]:80"), false)),
                DnsSource.found(List.of(v6), 80));
    }
}
