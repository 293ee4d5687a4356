package org.elasticml.loadtester.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassNamesTest {
    @ParameterizedTest
    @CsvSource({
        "'tench, Tinca tinca', tench",
        "English_springer, english springer",
        "soft-coated wheaten  terrier, soft coated wheaten terrier",
        "' Zebra ', zebra"
    })
    void ignoresWhatWritersDifferIn(String name, String expected) {
        assertEquals(expected, ClassNames.normalized(name));
    }
}
