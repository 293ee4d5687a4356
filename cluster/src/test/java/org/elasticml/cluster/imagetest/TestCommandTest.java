package org.elasticml.cluster.imagetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.elasticml.loadtester.cli.OneLineErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TestCommandTest {
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return OneLineErrors.of(new CommandLine(new TestCommand()))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({"--scale-downs, 0, from 1 to 1000", "--minutes, 601, from 1 to 600", "--port-base, 0, from 1 to 65535"})
    void whatCannotBeIsSaidInALine(String option, String value, String accepted) {
        assertEquals(2, run(option, value));
        assertTrue(errors.toString().startsWith(option + " is a "), errors.toString());
        assertTrue(errors.toString().strip().endsWith(accepted), errors.toString());
    }

    @Test
    void photosThatAreNamedAreThere() {
        assertEquals(2, run("--images", "nowhere"));
        assertEquals("--images: there is no folder nowhere", errors.toString().strip());
    }

    @Test
    void theReportsFolderIsThereFirst() {
        assertEquals(2, run("--json", "nowhere/report.json"));
        assertTrue(errors.toString().startsWith("--json: "), errors.toString());
    }
}
