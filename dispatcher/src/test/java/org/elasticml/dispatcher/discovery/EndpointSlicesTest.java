package org.elasticml.dispatcher.discovery;

import static org.elasticml.dispatcher.discovery.Slices.endpoint;
import static org.elasticml.dispatcher.discovery.Slices.ready;
import static org.elasticml.dispatcher.discovery.Slices.slice;
import static org.elasticml.dispatcher.discovery.Slices.terminating;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.elasticml.dispatcher.discovery.ReplicaSource.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointSlicesTest {
    private static Map<String, Boolean> read(String port, EndpointSlice... slices) {
        return EndpointSlices.found(List.of(slices), port).stream()
                .collect(Collectors.toMap(found -> found.address().name(), Found::draining));
    }

    @ParameterizedTest
    @CsvSource({
        "true,  true,  false, there",
        ",      ,      ,      there",
        "false, true,  false, there",
        "false, false, false, absent",
        "false, ,      ,      absent",
        "true,  false, ,      there",
        "false, true,  true,  draining",
        "false, false, true,  draining",
        "true,  true,  true,  draining",
    })
    void conditionsSayWhoIsThere(Boolean ready, Boolean serving, Boolean terminating, String expected) {
        Map<String, Boolean> found = read("", slice("a", endpoint("10.0.0.1", ready, serving, terminating)));
        assertEquals(
                expected.equals("absent") ? Map.of() : Map.of("10.0.0.1:8000", expected.equals("draining")), found);
    }

    @ParameterizedTest
    @CsvSource({"'', 8000", "http, 8000", "metrics, 9000", "1234, 1234"})
    void thePortIsANameOrANumber(String port, int expected) {
        assertEquals(Map.of("10.0.0.1:" + expected, false), read(port, slice("a", ready("10.0.0.1"))));
    }

    @Test
    void aPortThatIsNotThereIsNoReplica() {
        assertEquals(Map.of(), read("grpc", slice("a", ready("10.0.0.1"))));
    }

    @Test
    void theOnlyPortNeedsNoName() {
        EndpointSlice slice = slice("a", ready("10.0.0.1"));
        slice.setPorts(List.of(new EndpointPort(null, "", 7000, "TCP")));
        assertEquals(Map.of("10.0.0.1:7000", false), read("", slice));
        assertEquals(Map.of(), read("http", slice));
    }

    @Test
    void anEndpointInTwoSlicesIsOneAndDrainsIfEitherSaysSo() {
        assertEquals(
                Map.of("10.0.0.1:8000", true, "10.0.0.2:8000", false),
                read("", slice("a", ready("10.0.0.1"), ready("10.0.0.2")), slice("b", terminating("10.0.0.1"))));
    }

    @Test
    void aReplicaWithBothKindsOfAddressIsOne() {
        EndpointSlice six = slice("six", ready("fd00::1"));
        six.setAddressType("IPv6");
        assertEquals(Map.of("10.0.0.1:8000", false), read("", slice("four", ready("10.0.0.1")), six));
        assertEquals(Map.of("[fd00::1]:8000", false), read("", slice("four"), six));
    }
}
