package org.elasticml.cluster.images;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where images are pushed to.
 *
 * @param host with its port, if there is one
 * @param path empty, or the names between the host and an image's own, separated by slashes
 */
public record RegistryAddress(String host, String path) {
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z0-9.-]+(?::[0-9]+)?|\\[[0-9a-fA-F:]+](?::[0-9]+)?)" + "((?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*)/?");
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?(/.*)?");

    /**
     * @param text {@code host[:port][/path]}
     * @throws IllegalArgumentException if it is not; its message is fit for a user
     */
    public static RegistryAddress parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "IMAGE_REGISTRY '" + text + "' is not host[:port][/path], as in registry.example:5000/team");
        }
        String path = matcher.group(2);
        return new RegistryAddress(matcher.group(1), path.isEmpty() ? "" : path.substring(1));
    }

    /** Whether what is named lies on this machine, where a registry rarely has a certificate. */
    static boolean isLoopback(String reference) {
        return LOOPBACK.matcher(reference).matches();
    }

    @Override
    public String toString() {
        return path.isEmpty() ? host : host + "/" + path;
    }
}
