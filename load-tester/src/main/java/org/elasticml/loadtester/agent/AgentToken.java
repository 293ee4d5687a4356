package org.elasticml.loadtester.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** What a coordinator shows, so that an agent does what it says. */
public final class AgentToken {
    /** The environment variable that holds it, at agents and at coordinators. */
    public static final String VARIABLE = "AGENT_TOKEN";

    static final String FORM = "16 or more letters, digits and signs, without blanks";

    private static final String SCHEME = "Bearer ";

    private final String secret;

    private AgentToken(String secret) {
        this.secret = secret;
    }

    /**
     * @param text what the variable holds; null or empty for none
     * @throws IllegalArgumentException if it is too short to be a secret, or can't be sent; the message does not hold it
     */
    public static Optional<AgentToken> parse(String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[\\x21-\\x7e]{16,}")) {
            throw new IllegalArgumentException(VARIABLE + " is not a token: it has " + FORM);
        }
        return Optional.of(new AgentToken(text));
    }

    String authorization() {
        return SCHEME + secret;
    }

    /**
     * @param authorization the header, or null
     */
    boolean isShownBy(String authorization) {
        // Takes the same time whatever is wrong, so that a token can't be guessed letter by letter.
        return authorization != null
                && MessageDigest.isEqual(
                        authorization().getBytes(StandardCharsets.UTF_8),
                        authorization.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return VARIABLE;
    }
}
