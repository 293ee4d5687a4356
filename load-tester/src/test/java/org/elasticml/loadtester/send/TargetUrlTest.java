package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://a:8001, http://a:8001/add_to_queue, http://a:8001/",
        "http://a:8001/, http://a:8001/add_to_queue, http://a:8001/",
        "http://a/predict?top_k=5, http://a/predict?top_k=5, http://a/",
        "https://a/x/y, https://a/x/y, https://a/",
        "127.0.0.1:8001, http://127.0.0.1:8001/add_to_queue, http://127.0.0.1:8001/",
        "localhost:80/predict, http://localhost:80/predict, http://localhost:80/"
    })
    void completes(String text, String request, String health) {
        TargetUrl url = TargetUrl.parse(text);
        assertEquals(request, url.request().toString());
        assertEquals(health, url.health().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://a/", "http://", "http://a b", "http:///x"})
    void refusesWhatIsNoUrl(String text) {
        assertThrows(IllegalArgumentException.class, () -> TargetUrl.parse(text));
    }
}
