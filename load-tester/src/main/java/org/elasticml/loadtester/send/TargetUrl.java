package org.elasticml.loadtester.send;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where requests go, and where the target says how it is.
 *
 * @param request with its path
 * @param health the root of the same server
 */
public record TargetUrl(URI request, URI health) {
    private static final String DEFAULT_PATH = "/add_to_queue";

    /**
     * Without a scheme, http is meant; without a path, {@value #DEFAULT_PATH}.
     *
     * @throws IllegalArgumentException if it is not an http or https URL with a host
     */
    public static TargetUrl parse(String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() == null || !uri.getScheme().matches("https?") || uri.getPort() > 65_535) {
                throw notAUrl(text);
            }
            String path = uri.getRawPath().matches("/?") ? DEFAULT_PATH : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            URI root = new URI(uri.getScheme() + "://" + uri.getRawAuthority() + "/");
            return new TargetUrl(root.resolve(path + query), root);
        } catch (URISyntaxException e) {
            throw notAUrl(text);
        }
    }

    private static IllegalArgumentException notAUrl(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not an http or https URL, as in http://127.0.0.1:8001" + DEFAULT_PATH);
    }
}
