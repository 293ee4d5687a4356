package org.elasticml.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that other implementations of xxHash64 give. */
class Hash64Test {
    @ParameterizedTest
    @CsvSource({
        "'', 0, ef46db3751d8e999",
        "a, 0, d24ec4f1a98c6e5b",
        "as, 0, 1c330fb2d66be179",
        "asd, 0, 631c37ce72a97393",
        "asdf, 0, 415872f599cea71e",
        "xxhash, 20141025, b559b98d844e0635",
        "Call me Ishmael. Some years ago--never mind how long precisely-, 0, 02a2e85470d6fd96",
    })
    void isXxHash64(String text, long seed, String hash) {
        assertEquals(Long.parseUnsignedLong(hash, 16), Hash64.of(text.getBytes(StandardCharsets.US_ASCII), seed));
    }
}
