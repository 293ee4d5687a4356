package org.elasticml.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Who may change something here: who shows the token; if there is none, who is on this machine. */
public final class MachineAccess {
    private static final String SCHEME = "Bearer ";

    private final String setting;
    private final Optional<String> token;

    /**
     * @param setting what sets the token, for a reader
     * @param token that is asked for, if any
     */
    public MachineAccess(String setting, Optional<String> token) {
        this.setting = setting;
        this.token = token.map(String::strip);
    }

    /** @throws ProblemException 401 without the right token; 403 from elsewhere, if no token is set */
    public void check(HttpServerRequest request) {
        check(request.remoteAddress().hostAddress(), request.getHeader("Authorization"));
    }

    /**
     * @param peer the other end's address, in digits; null if it has none
     * @param authorization the header, or null
     */
    void check(String peer, String authorization) {
        if (token.isPresent()) {
            if (!shows(token.get(), authorization)) {
                throw ProblemException.unauthorized(
                        "Bearer", "'Authorization: Bearer ' with the " + setting + " is asked for");
            }
        } else if (!isThisMachine(peer)) {
            throw new ProblemException(403, "only this service's own machine may, unless " + setting + " is set");
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
