package org.elasticml.autoscaler.actuate.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Single requests to the API server that are over by an instant, whatever comes. The client's own calls wait for as long
 * as its request timeout each, and so can't share what is left of a second.
 */
final class ApiCalls {
    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final KubernetesClient client;
    private final ApiHealth health;

    ApiCalls(KubernetesClient client, ApiHealth health) {
        this.client = client;
        this.health = health;
    }

    /** No answer, or one that says no. */
    static final class CallException extends Exception {
        static final int NO_ANSWER = 0;
        static final int NOT_FOUND = 404;
        static final int CONFLICT = 409;

        private final int status;

        private CallException(int status, String message) {
            super(message);
            this.status = status;
        }

        /** HTTP's, or {@link #NO_ANSWER}: then it is not known what came of it. */
        int status() {
            return status;
        }
    }

    /** @param until by {@link System#nanoTime} */
    <T> T get(String resource, String path, Class<T> type, long until) throws CallException {
        return send(resource, request(path), type, until);
    }

    <T> T create(String resource, String path, T object, Class<T> type, long until) throws CallException {
        return send(resource, request(path).post(JSON, json(object)), type, until);
    }

    <T> T update(String resource, String path, T object, Class<T> type, long until) throws CallException {
        return send(resource, request(path).put(JSON, json(object)), type, until);
    }

    /** @param patch what is to change (RFC 7386) */
    <T> T patch(String resource, String path, Object patch, Class<T> type, long until) throws CallException {
        return send(resource, request(path).patch(MERGE_PATCH, json(patch)), type, until);
    }

    static long in(Duration limit) {
        return System.nanoTime() + limit.toNanos();
    }

    private HttpRequest.Builder request(String path) {
        return client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl().toString().replaceFirst("/$", "") + path);
    }

    private String json(Object object) {
        return client.getKubernetesSerialization().asJson(object);
    }

    private <T> T send(String resource, HttpRequest.Builder request, Class<T> type, long until) throws CallException {
        long nanos = Math.max(TimeUnit.MILLISECONDS.toNanos(1), until - System.nanoTime());
        HttpRequest built = request.timeout(TimeUnit.NANOSECONDS.toMillis(nanos), TimeUnit.MILLISECONDS)
                .build();
        CompletableFuture<HttpResponse<String>> sent = client.getHttpClient().sendAsync(built, String.class);
        try {
            HttpResponse<String> answer = sent.get(nanos, TimeUnit.NANOSECONDS);
            if (!answer.isSuccessful()) {
                throw new CallException(
                        answer.code(), health.trouble(resource).orElse("HTTP " + answer.code() + " for " + resource));
            }
            return client.getKubernetesSerialization().unmarshal(answer.body(), type);
        } catch (TimeoutException e) {
            sent.cancel(true);
            health.failed(resource, ApiHealth.NO_ANSWER);
            throw new CallException(CallException.NO_ANSWER, ApiHealth.NO_ANSWER);
        } catch (ExecutionException e) {
            throw new CallException(
                    CallException.NO_ANSWER, health.trouble(resource).orElseGet(() -> ApiHealth.text(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException(CallException.NO_ANSWER, "interrupted");
        }
    }
}
