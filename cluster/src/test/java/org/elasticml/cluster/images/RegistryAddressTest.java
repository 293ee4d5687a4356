package org.elasticml.cluster.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "registry.example|registry.example|''",
                "registry.example:5000|registry.example:5000|''",
                "registry.example:5000/team/images|registry.example:5000|team/images",
                "127.0.0.1:5000/a/|127.0.0.1:5000|a",
                "[::1]:5000/a|[::1]:5000|a"
            })
    void hostAndPathAreToldApart(String text, String host, String path) {
        RegistryAddress address = RegistryAddress.parse(text);
        assertEquals(host, address.host());
        assertEquals(path, address.path());
        assertEquals(path.isEmpty() ? host : host + "/" + path, address.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://registry.example", "registry example", "registry.example/Team", "/team", "a:b/c"})
    void anythingElseIsRefusedWithAnExample(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> RegistryAddress.parse(text))
                .getMessage();
        assertTrue(message.contains("'" + text + "'") && message.contains("host[:port][/path]"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "localhost:5000/base:1, true",
        "127.0.0.1:5000, true",
        "[::1]:5000/x, true",
        "localhost.example:5000, false",
        "eclipse-temurin:17, false",
        "registry.example/127.0.0.1, false"
    })
    void onlyThisMachinesOwnMayDoWithoutACertificate(String reference, boolean loopback) {
        assertEquals(loopback, RegistryAddress.isLoopback(reference));
    }

    @Test
    void anImageHasItsRegistryInFront() {
        assertEquals(
                "localhost:5000/team/elastic-ml/ml-app:0.1.0",
                new ImageName("localhost:5000/team", ImageService.ML_APP, "0.1.0").toString());
        assertEquals(
                "elastic-ml/load-tester:0.1.0",
                ImageName.local(ImageService.LOAD_TESTER, "0.1.0").toString());
    }
}
