package org.elasticml.dispatcher.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.elasticml.web.Service;

/** Where Redis is, and who we are to it. Its text is without the password. */
public final class RedisAddress {
    private static final String LOOKS_LIKE =
            "REDIS_URL can't be; it looks like redis://user:password@host:6379/0, or rediss:// for TLS,"
                    + " where all but the host may be left out, and a password's special characters are %-escaped";

    private final String url;
    private final String shown;
    private final String rawPassword;

    private RedisAddress(URI uri, String user, String password) {
        String place = uri.getHost() + ":" + (uri.getPort() < 0 ? 6379 : uri.getPort()) + uri.getPath();
        // The client takes a plus sign for a space.
        String login = user.isEmpty() && password.isEmpty() ? "" : (user + ":" + password + "@").replace("+", "%2B");
        this.url = uri.getScheme() + "://" + login + place;
        this.shown = uri.getScheme() + "://" + place;
        this.rawPassword = password;
    }

    /**
     * Reads {@code REDIS_URL}.
     *
     * @throws Service.CantStart in one line, in which the URL is not, since a password may be in it
     */
    public static RedisAddress of(String url) {
        URI uri;
        try {
            uri = new URI(url.trim());
        } catch (URISyntaxException e) {
            throw new Service.CantStart(LOOKS_LIKE);
        }
        String login = uri.getRawUserInfo() == null ? ":" : uri.getRawUserInfo();
        int colon = login.indexOf(':');
        if (!isRedis(uri) || colon < 0 || (uri.getRawUserInfo() != null && colon == login.length() - 1)) {
            throw new Service.CantStart(LOOKS_LIKE);
        }
        return new RedisAddress(uri, login.substring(0, colon), login.substring(colon + 1));
    }

    private static boolean isRedis(URI uri) {
        return uri.getHost() != null
                && ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))
                && uri.getPort() != 0
                && uri.getPort() <= 65_535
                && uri.getPath().matches("(/\\d{0,4})?")
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }

    /** With the password. */
    String url() {
        return url;
    }

    /** Another's words about us, in which the password might be. */
    String withoutPassword(String text) {
        if (rawPassword.isEmpty()) {
            return text;
        }
        String plain = URLDecoder.decode(rawPassword.replace("+", "%2B"), StandardCharsets.UTF_8);
        return text.replace(rawPassword, "…").replace(plain, "…");
    }

    @Override
    public String toString() {
        return shown;
    }
}
