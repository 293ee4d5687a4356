package org.elasticml.dispatcher.rest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.elasticml.web.ProblemException;

/** Who may say where replicas are: who shows the token; if there is none, who is on this machine. */
final class RegistrationAccess {
    private static final String SCHEME = "Bearer ";

    private RegistrationAccess() {}

    /**
     * @param token that is asked for, if any
     * @param peer the other end's address, in digits; null if it has none
     * @param authorization the header, or null
     * @throws ProblemException 401 without the right token; 403 from elsewhere, if no token is set
     */
    static void check(Optional<String> token, String peer, String authorization) {
        if (token.isPresent()) {
            if (!shows(token.get().strip(), authorization)) {
                throw new ProblemException(
                        401, "'Authorization: Bearer ' with the dispatcher's REGISTRATION_TOKEN is asked for");
            }
        } else if (!isThisMachine(peer)) {
            throw new ProblemException(
                    403, "replicas register from the dispatcher's own machine, unless REGISTRATION_TOKEN is set");
        }
    }

    private static boolean shows(String token, String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                // Takes the same time whatever is wrong, so that a token can't be guessed letter by letter.
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isThisMachine(String peer) {
        try {
            // Digits are not looked up.
            return peer != null && InetAddress.getByName(peer).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
