package org.elasticml.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTest {
    @Test
    void findsTheUsersMistakeUnderWhateverItIsWrappedIn() {
        Exception mistake =
                new RuntimeException("start", new IllegalStateException(new Service.CantStart("no such file")));
        assertEquals("no such file", Service.reason(mistake));
    }

    @Test
    void saysThatAPortIsTaken() {
        Exception taken = new RuntimeException(new QuarkusBindException("0.0.0.0", 8001, new BindException("taken")));
        assertEquals("port 8001 is in use, or not ours to take; PORT sets another", Service.reason(taken));
    }

    @Test
    void namesTheVariableThatIsWrong() {
        String problem = "SRCFG00039: The config property max.body with the config value \"huge\" threw an Exception"
                + " whilst being converted SRCFG00029: Expected an integer value, got \"huge\"";
        ConfigValidationException wrong = new ConfigValidationException(
                new ConfigValidationException.Problem[] {new ConfigValidationException.Problem(problem)});
        assertEquals(
                "MAX_BODY is 'huge': Expected an integer value, got \"huge\"",
                Service.reason(new RuntimeException(wrong)));
    }

    @Test
    void namesTheVariableBehindASettingOfTheFramework() {
        String problem = "SRCFG00039: The config property quarkus.shutdown.delay with the config value \"x\" threw an"
                + " Exception whilst being converted java.time.format.DateTimeParseException: Text cannot be parsed";
        ConfigValidationException wrong = new ConfigValidationException(
                new ConfigValidationException.Problem[] {new ConfigValidationException.Problem(problem)});
        assertEquals("SHUTDOWN_DELAY is 'x': Text cannot be parsed", Service.reason(new RuntimeException(wrong)));
    }

    @Test
    void namesAVariableThatIsEmpty() {
        ConfigValidationException wrong = new ConfigValidationException(new ConfigValidationException.Problem[] {
            new ConfigValidationException.Problem(
                    "SRCFG00040: The config property max.body is defined as the empty String (\"\") which the following"
                            + " Converter considered to be null")
        });
        assertEquals("MAX_BODY is set, but empty", Service.reason(wrong));
    }

    @Test
    void limitsOnBodiesAreWithinReason() {
        assertThrows(Service.CantStart.class, () -> new Bodies(0, 1));
        assertThrows(Service.CantStart.class, () -> new Bodies(5L << 30, 1));
    }

    @Test
    void refusesNumbersBelowOne() {
        assertEquals(3, Service.atLeastOne("X", 3));
        for (int value : List.of(0, -4)) {
            Service.CantStart e = assertThrows(Service.CantStart.class, () -> Service.atLeastOne("X", value));
            assertEquals("X is " + value + "; it is a whole number from 1 up", e.getMessage());
        }
    }
}
