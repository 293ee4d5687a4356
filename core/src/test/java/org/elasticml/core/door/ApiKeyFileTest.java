package org.elasticml.core.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyFileTest {
    private static final String A = "correct-horse-battery";
    private static final String B = "0123456789abcdef";
    /** {@code printf %s 0123456789abcdef | sha256sum} */
    private static final String B_HASH = "sha256:9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f";

    private static Optional<String> who(ApiKeys keys, String shown) {
        return keys.find(shown).map(ApiKey::name);
    }

    @Test
    void readsNamesKeysHashesRatesAndBursts() {
        ApiKeys keys = ApiKeyFile.parse("# of a day\n\n  alice " + A + "\nbob\t" + B_HASH + " 2.5\r\nc-1._X " + A
                + "! 10 200\ndora " + A + "? 0.5\n");
        assertEquals(Optional.of("alice"), who(keys, A));
        assertEquals(Optional.of("bob"), who(keys, B));
        assertEquals(Optional.of("c-1._X"), who(keys, A + "!"));
        for (String wrong : new String[] {"", "x", A + " ", A.toUpperCase(), B_HASH, "alice"}) {
            assertEquals(Optional.empty(), who(keys, wrong));
        }
        assertEquals(Optional.empty(), keys.find(A).orElseThrow().limit());
        assertEquals(
                new ApiKey.Limit(2.5, 3), keys.find(B).orElseThrow().limit().orElseThrow(), "a second's");
        assertEquals(
                new ApiKey.Limit(10, 200),
                keys.find(A + "!").orElseThrow().limit().orElseThrow());
        assertEquals(
                new ApiKey.Limit(0.5, 1),
                keys.find(A + "?").orElseThrow().limit().orElseThrow());
        assertEquals("[alice, bob, c-1._X, dora]", keys.all().toString());
    }

    @Test
    void aLimitIsShared() {
        assertEquals(new ApiKey.Limit(2.5, 5), new ApiKey.Limit(10, 20).share(4));
        assertEquals(new ApiKey.Limit(0.25, 1), new ApiKey.Limit(1, 3).share(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alice|a line is 'name key",
                "alice SECRETSECRETSECRET 1 2 3|a line is 'name key",
                "al/ice SECRETSECRETSECRET|a name is 1 to 64",
                "alice SECRETSECRETSEC|a key is at least 16 printable",
                "alice SECRETSECRETSECRÉT|a key is at least 16 printable",
                "alice sha256:5ECRET|a hash is 'sha256:' and 64",
                "alice SECRETSECRETSECRET 0|a rate is a number",
                "alice SECRETSECRETSECRET 1e3|a rate is a number",
                "alice SECRETSECRETSECRET -1|a rate is a number",
                "alice SECRETSECRETSECRET 1 0|a burst is a whole number",
                "alice SECRETSECRETSECRET 1 2.5|a burst is a whole number",
                "first SECRETSECRETSECRET|this name was there before",
                "other 0123456789abcdef|this key was there before",
                "other " + B_HASH + "|this key was there before",
            })
    void saysWhichLineIsWrongAndWhatIsAcceptedButNotTheKey(String line, String accepted) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> ApiKeyFile.parse("# keys\nfirst " + B + "\n" + line + "\n"));
        assertTrue(e.getMessage().startsWith("line 3: " + accepted), e.getMessage());
        assertFalse(e.getMessage().contains("ECRET"), e.getMessage());
    }

    @Test
    void aFileWithoutAKeyIsNone() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ApiKeyFile.parse("# none\n"))
                .getMessage()
                .startsWith("no key"));
    }
}
