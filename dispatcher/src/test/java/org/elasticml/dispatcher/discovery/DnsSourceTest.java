package org.elasticml.dispatcher.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.elasticml.web.DnsAddresses;
import org.junit.jupiter.api.Test;

/** What a name server's answers come to, {@code DnsAddressesTest} says; an address in digits needs none. */
class DnsSourceTest {
    private final Heard heard = new Heard();

    @Test
    void findsAReplicaAtEachAddress() throws Exception {
        try (DnsSource source = new DnsSource(DnsAddresses.of("", "dns://127.0.0.1:9001", ""))) {
            assertEquals("DNS 127.0.0.1:9001", source.name());
            source.start(heard);
            heard.next(Map.of("127.0.0.1:9001", false));
            heard.listed(source);
        }
    }
}
