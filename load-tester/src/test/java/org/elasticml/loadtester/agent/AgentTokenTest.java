package org.elasticml.loadtester.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTokenTest {
    private static final String SECRET = "0123456789abcdef";

    @Test
    void isShownByTheSameOnly() {
        AgentToken token = AgentToken.parse(SECRET).orElseThrow();
        assertTrue(token.isShownBy(token.authorization()));
        assertTrue(token.isShownBy("Bearer " + SECRET));
        assertFalse(token.isShownBy(null));
        assertFalse(token.isShownBy(SECRET));
        assertFalse(token.isShownBy("Bearer " + SECRET + "0"));
        assertFalse(token.isShownBy("Bearer " + SECRET.substring(1)));
    }

    @Test
    void isNoneIfNothingIsSet() {
        assertEquals(Optional.empty(), AgentToken.parse(null));
        assertEquals(Optional.empty(), AgentToken.parse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcde", "0123456789abcde ", "0123456789abcdé0", " "})
    void hasToBeLongAndWithoutBlanks(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> AgentToken.parse(text))
                .getMessage();
        assertTrue(message.startsWith("AGENT_TOKEN is not a token"), message);
        assertFalse(text.length() > 1 && message.contains(text), message);
    }

    @Test
    void isNotInItsOwnText() {
        assertFalse(AgentToken.parse(SECRET).orElseThrow().toString().contains(SECRET));
    }
}
