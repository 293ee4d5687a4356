package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    private final StringWriter out = new StringWriter();

    @Test
    void quotesWhatNeedsIt() throws IOException {
        new Csv(out, List.of("h"))
                .text("a")
                .none()
                .text("b,c")
                .text("say \"hi\"")
                .text("x\ny")
                .whole(OptionalInt.of(7))
                .whole(OptionalInt.empty())
                .end();
        assertEquals("h\na,,\"b,c\",\"say \"\"hi\"\"\",\"x\ny\",7,\n", out.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000",
        "1, 0.000001",
        "999999, 0.999999",
        "1000000, 1.000000",
        "1234567890, 1234.567890",
        "-1, -0.000001",
        "-2500000, -2.500000"
    })
    void writesFixedPoints(long units, String expected) throws IOException {
        new Csv(out, List.of("h")).fixed(units, 6).end();
        assertEquals("h\n" + expected + "\n", out.toString());
    }

    @Test
    void writesTheSameNumbersEverywhere() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            new Csv(out, List.of("h"))
                    .decimal(1234.5, 3)
                    .decimal(OptionalDouble.empty(), 3)
                    .decimal(0.0005, 3)
                    .end();
        } finally {
            Locale.setDefault(before);
        }
        assertEquals("h\n1234.500,,0.001\n", out.toString());
    }
}
