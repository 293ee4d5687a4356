package org.elasticml.dispatcher.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.elasticml.web.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaAddressTest {
    @Test
    void readsAList() {
        assertEquals(
                List.of(
                        new ReplicaAddress("127.0.0.1:9001", "127.0.0.1", 9001, false),
                        new ReplicaAddress("ml:80", "ml", 80, false),
                        new ReplicaAddress("ml:443", "ml", 443, true)),
                ReplicaAddress.parse("http://127.0.0.1:9001, http://ml/,https://ml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:9001", "ftp://a", "http://", "http://a/predict", "http://a b", "http://a,"})
    void namesWhatIsNotAnAddress(String urls) {
        Service.CantStart e = assertThrows(Service.CantStart.class, () -> ReplicaAddress.parse(urls));
        assertTrue(e.getMessage().startsWith("ML_SERVICE_URL: '"), e.getMessage());
    }

    @Test
    void readsAnAddressOfEitherVersion() throws UnknownHostException {
        assertEquals(ReplicaAddress.of("http://10.0.0.1:80"), ReplicaAddress.of(InetAddress.getByName("10.0.0.1"), 80));
        assertEquals(
                ReplicaAddress.of("http://[fd00:0:0:0:0:0:0:1]:80"),
                ReplicaAddress.of(InetAddress.getByName("fd00::1"), 80));
    }

    @Test
    void refusesTwins() {
        assertThrows(Service.CantStart.class, () -> ReplicaAddress.parse("http://a:1,http://a:1/"));
    }
}
