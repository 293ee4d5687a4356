package org.elasticml.loadtester.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "200, application/json, SUCCEEDED",
        "204, '', SUCCEEDED",
        "299, text/html, SUCCEEDED",
        "300, '', FAILED",
        "429, application/problem+json, REFUSED",
        "503, application/problem+json; charset=utf-8, REFUSED",
        "504, Application/Problem+JSON, REFUSED",
        "503, application/json, FAILED",
        "503, '', FAILED",
        "500, application/problem+json, FAILED",
        "400, application/problem+json, FAILED",
        "0, '', FAILED"
    })
    void dependsOnTheCodeAndForRefusalsOnTheBodysType(int status, String contentType, Outcome expected) {
        assertEquals(expected, Outcome.of(status, contentType));
    }
}
