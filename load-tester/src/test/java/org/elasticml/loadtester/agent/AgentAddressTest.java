package org.elasticml.loadtester.agent;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentAddressTest {
    @Test
    void readsHostAndPort() {
        assertEquals(new AgentAddress("10.0.0.5", 9301), AgentAddress.parse("10.0.0.5:9301"));
        assertEquals(new AgentAddress("agents-0.agents", 8010), AgentAddress.parse("agents-0.agents"));
        assertEquals(new AgentAddress("::1", 8011), AgentAddress.parse("[::1]:8011"));
        assertEquals("[::1]:8011", AgentAddress.parse("[::1]:8011").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":8010", "a:0", "a:65536", "a:b", "a:1:2", "http://a:8010", "::1", "a b:1", "a:", "8010"})
    void saysWhatIsAccepted(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> AgentAddress.parse(text))
                .getMessage();
        assertTrue(message.endsWith("is not host:port, as in 127.0.0.1:8010"), message);
    }

    @Test
    void listensToThisMachineWithoutAToken() {
        assertDoesNotThrow(() -> AgentAddress.parse("127.0.0.1:8010").toListen(false));
        assertDoesNotThrow(() -> AgentAddress.parse("[::1]:8010").toListen(false));
    }

    /** Or its name could mean another address when it is asked for again. */
    @Test
    void listensOnTheAddressThatWasLookedAt() throws Exception {
        AgentAddress address = AgentAddress.parse("localhost:8010").toListen(false);
        assertEquals(InetAddress.getByName("localhost").getHostAddress(), address.host());
        String message = assertThrows(IllegalArgumentException.class, () -> AgentAddress.parse("no.such.host.invalid")
                        .toListen(true))
                .getMessage();
        assertEquals("no host is known as no.such.host.invalid", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:8010", "10.0.0.5:8010", "[::]:8010"})
    void listensToOthersWithATokenOnly(String text) {
        AgentAddress address = AgentAddress.parse(text);
        String message = assertThrows(IllegalArgumentException.class, () -> address.toListen(false))
                .getMessage();
        assertTrue(message.contains("needs AGENT_TOKEN: 16 or more"), message);
        assertDoesNotThrow(() -> address.toListen(true));
    }
}
