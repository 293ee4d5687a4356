package org.elasticml.loadtester.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTargetTest {
    @ParameterizedTest
    @CsvSource({
        "1234, '', process 1234",
        "app=1234, app, process 1234",
        "http://127.0.0.1:8001/stats, '', http://127.0.0.1:8001/stats",
        "a.b-c_1=https://h/m?x=y, a.b-c_1, https://h/m?x=y",
        "http://127.0.0.1:8001, 127.0.0.1:8001, http://127.0.0.1:8001/q/metrics",
        "d=http://127.0.0.1:8001/, d, http://127.0.0.1:8001/q/metrics",
        "http://h/x?a=b, h, http://h/x?a=b"
    })
    void isAProcessOrAUrl(String text, String name, String what) {
        WatchTarget target = WatchTarget.parse(text);
        assertEquals(name, target.name());
        assertEquals(what, target.what());
        assertEquals(what.endsWith("/stats"), target.isDispatcher());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "java",
                "-1",
                "1.5",
                "99999999999",
                "=5",
                "a=",
                "a b=5",
                "ftp://h/",
                "http:/x",
                "h:80",
                "http://a b"
            })
    void saysWhatIsAccepted(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> WatchTarget.parse(text))
                .getMessage();
        assertTrue(message.startsWith("'" + text + "' is neither"), message);
        assertTrue(message.contains("dispatcher=http://127.0.0.1:8001/q/metrics"), message);
        assertFalse(message.contains("null"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "5 5, process 5 is given twice",
        "a=5 b=5, process 5 is given twice",
        "http://h http://h/q/metrics, http://h/q/metrics is given twice",
        "a=5 a=6, two are called a; NAME= before one gives it another name",
        "h=5 http://h, two are called h; NAME= before one gives it another name",
        "http://h:1/x http://h:1/y, two are called h:1; NAME= before one gives it another name"
    })
    void refusesWhatIsGivenTwice(String both, String expected) {
        List<WatchTarget> targets =
                Stream.of(both.split(" ")).map(WatchTarget::parse).toList();
        String message = assertThrows(IllegalArgumentException.class, () -> WatchTarget.checkDistinct(targets))
                .getMessage();
        assertEquals("--watch: " + expected, message);
    }

    @Test
    void severalAreFine() {
        WatchTarget.checkDistinct(
                Stream.of("5", "a=6", "http://h", "http://h/stats", "http://h:1/stats", "b=http://h/x")
                        .map(WatchTarget::parse)
                        .toList());
    }
}
