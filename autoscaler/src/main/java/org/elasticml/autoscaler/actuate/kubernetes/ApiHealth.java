package org.elasticml.autoscaler.actuate.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * What is wrong between us and Kubernetes' API server, by resource. Says each thing once, and once that all is well again:
 * the client tries again by itself, and would either say nothing of it or all of it.
 */
final class ApiHealth implements Interceptor {
    static final String SCALE = "deployments/scale";
    static final String PODS = "pods";
    static final String AUTOSCALERS = "horizontalpodautoscalers";
    static final String LEASES = "leases";

    private static final Logger LOG = Logger.getLogger(KubernetesActuator.class);
    private static final Pattern PATH = Pattern.compile(".*/namespaces/[^/]+/([a-z]+)(?:/[^/]+(/[a-z]+)?)?");
    private static final Map<String, String> VERBS = Map.of(
            SCALE,
            "get and patch",
            PODS,
            "list and watch",
            AUTOSCALERS,
            "list and watch",
            LEASES,
            "get, create and update");
    static final String NO_ANSWER = "no answer in time";
    private static final String UNREACHABLE = "can't be reached: ";

    private final String target;
    private final Map<String, String> troubles = new HashMap<>();

    /** @param target what is scaled, and where */
    ApiHealth(String target) {
        this.target = target;
    }

    /** What keeps us from knowing or changing it; empty if nothing does. */
    synchronized Optional<String> trouble(String resource) {
        return Optional.ofNullable(troubles.get(resource));
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        String resource = resource(request.uri());
        Optional<String> trouble = trouble(request.method(), resource, response.code());
        if (trouble.isPresent()) {
            failed(resource, trouble.get());
        } else if (!isWatched(resource)
                || String.valueOf(request.uri().getQuery()).contains("watch=true")) {
            works(resource); // a list may be all that it may
        }
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        String what = failure instanceof TimeoutException ? NO_ANSWER : UNREACHABLE + text(failure);
        failed(resource(request.uri()), what);
    }

    /** For what an informer stumbles over after it has come by here. */
    void informerFailed(String resource, Throwable failure) {
        if (trouble(resource).isEmpty()) {
            failed(resource, text(failure));
        }
    }

    synchronized void failed(String resource, String what) {
        boolean isKnown = troubles.values().stream().anyMatch(known -> isSame(known, what));
        troubles.put(resource, what);
        if (!isKnown) {
            LOG.warnf("%s: the API server: %s; replicas stay as they are, trying again", target, what);
        }
    }

    private synchronized void works(String resource) {
        if (troubles.remove(resource) != null && troubles.isEmpty()) {
            LOG.infof("%s: the API server answers again", target);
        }
    }

    /** How a connection fails changes with each try. */
    private static boolean isSame(String known, String what) {
        return known.equals(what) || (known.startsWith(UNREACHABLE) && what.startsWith(UNREACHABLE));
    }

    private static boolean isWatched(String resource) {
        return resource.equals(PODS) || resource.equals(AUTOSCALERS);
    }

    private Optional<String> trouble(String method, String resource, int status) {
        return switch (status) {
            case 401, 403 ->
                Optional.of("HTTP " + status + ", the service account may not " + VERBS.get(resource) + " " + resource);
            case 404 ->
                resource.equals(SCALE)
                        ? Optional.of("HTTP 404, there is no such Deployment")
                        : resource.equals(LEASES) && !method.equals("POST")
                                ? Optional.empty()
                                : Optional.of("HTTP 404 for " + resource);
            case 409 -> Optional.empty(); // part of how it is used
            default -> status < 400 ? Optional.empty() : Optional.of("HTTP " + status);
        };
    }

    private static String resource(URI uri) {
        Matcher path = PATH.matcher(uri.getPath());
        return path.matches()
                ? path.group(1) + Optional.ofNullable(path.group(2)).orElse("")
                : uri.getPath();
    }

    /** In one line. */
    static String text(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getMessage().lines().findFirst().orElse("");
    }
}
