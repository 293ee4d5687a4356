package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void quotesWhatNeedsIt() {
        assertEquals("a,,\"b,c\",\"say \"\"hi\"\"\",\"x\ny\"\n", Csv.row("a", "", "b,c", "say \"hi\"", "x\ny"));
    }

    @Test
    void writesTheSameNumbersEverywhere() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("1.500", Csv.decimal(1.5, 3));
            assertEquals("", Csv.decimal(OptionalDouble.empty(), 3));
        } finally {
            Locale.setDefault(before);
        }
    }
}
