package org.elasticml.dispatcher.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferTest {
    private static Prefer prefer(String... lines) {
        return Prefer.of(List.of(lines));
    }

    @Test
    void preferNothingWhereNothingIsSaid() {
        assertEquals(new Prefer(false, Duration.ZERO), prefer());
        assertEquals(new Prefer(false, Duration.ZERO), prefer(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "respond-async",
                "Respond-ASYNC",
                " ,, respond-async , ",
                "return=minimal, respond-async",
                "respond-async;foo=bar",
                "respond-async ; foo",
                "respond-async=\"\"",
                "handling=\"a,b;c\\\"d\", respond-async",
                "respond-async, respond-async=no",
            })
    void understandsRespondAsync(String line) {
        assertEquals(new Prefer(true, Duration.ZERO), prefer(line));
        assertEquals(new Prefer(true, Duration.ZERO), prefer("return=representation", line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "respond-asynchronously",
                "respond-async=yes",
                "respond-async=no, respond-async",
                "foo; respond-async",
                "handling=\", respond-async",
                "handling=\"x, respond-async\"",
                "respond async",
                "=respond-async",
            })
    void ignoresWhatIsNotRespondAsync(String line) {
        assertEquals(new Prefer(false, Duration.ZERO), prefer(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=0 | 0",
                "wait=1 | 1",
                "WAIT = 10 | 10",
                "wait=\"10\" | 10",
                "wait=\"1\\0\" | 10",
                "wait=59, wait=7 | 59",
                "wait=60 | 60",
                "wait=61 | 60",
                "wait=0007 | 7",
                "wait=100000000000000000000 | 60",
                "respond-async;wait=9 | 0",
                "wait | 0",
                "wait=abc | 0",
                "wait=-1 | 0",
                "wait=1.5 | 0",
                "wait=+5 | 0",
                "wait=abc, wait=5 | 0",
                "wait=٣ | 0",
            })
    void understandsWholeSecondsUpToAMinute(String line, int seconds) {
        assertEquals(Duration.ofSeconds(seconds), prefer(line).patience());
    }

    @Test
    void aQuoteThatDoesNotEndHidesNoOtherLine() {
        assertEquals(new Prefer(true, Duration.ofSeconds(3)), prefer("wait=3, a=\"b", "respond-async, c=\"\\"));
    }
}
