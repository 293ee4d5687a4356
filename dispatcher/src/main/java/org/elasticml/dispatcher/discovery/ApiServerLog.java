package org.elasticml.dispatcher.discovery;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Says once what is wrong between us and Kubernetes' API server, and once that it is over. The client tries again by
 * itself, again and again, and would either say nothing of it or all of it.
 */
final class ApiServerLog implements Interceptor {
    private static final Logger LOG = Logger.getLogger(KubernetesSource.class);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final String watched;
    /** What is wrong; empty if nothing is. */
    private String trouble = "";

    /** @param watched what is watched, and where */
    ApiServerLog(String watched) {
        this.watched = watched;
    }

    @Override
    public synchronized void after(
            HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        int code = response.code();
        if (code == UNAUTHORIZED || code == FORBIDDEN) {
            warn("HTTP " + code + ", the service account may not get, list and watch endpointslices");
        } else if (code >= 400) {
            warn("HTTP " + code);
        } else if (request.uri().getQuery().contains("watch=true") && !trouble.isEmpty()) { // a list may be all it may
            trouble = "";
            LOG.infof("%s: the API server lets watch again", watched);
        }
    }

    @Override
    public synchronized void afterConnectionFailure(HttpRequest request, Throwable failure) {
        warn(text(failure));
    }

    /** For what has not come by here. */
    synchronized void failed(Throwable failure) {
        if (trouble.isEmpty()) {
            warn(text(failure));
        }
    }

    private static String text(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private void warn(String what) {
        if (!trouble.equals(what)) {
            trouble = what;
            LOG.warnf("%s: the API server: %s; the replicas stay as they were, trying again", watched, what);
        }
    }
}
