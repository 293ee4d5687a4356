package org.elasticml.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks local services. No answer, and any but a success, is empty. */
public final class HttpJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    public Optional<JsonNode> get(int port, String path) {
        return send(request(port, path, Duration.ofSeconds(2)).GET().build());
    }

    Optional<JsonNode> post(int port, String path, byte[] image) {
        return send(request(port, path, Duration.ofSeconds(15))
                .POST(HttpRequest.BodyPublishers.ofByteArray(image))
                .header("Content-Type", "image/jpeg")
                .build());
    }

    /** @throws LaunchException with what is wrong, unless it succeeds */
    void put(int port, String path, String json) throws LaunchException {
        change(request(port, path, Duration.ofSeconds(5))
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json"));
    }

    /** @throws LaunchException with what is wrong, unless it succeeds */
    void delete(int port, String path) throws LaunchException {
        change(request(port, path, Duration.ofSeconds(5)).DELETE());
    }

    private void change(HttpRequest.Builder request) throws LaunchException {
        String token = System.getenv("SCALING_TOKEN");
        if (token != null) {
            request.header("Authorization", "Bearer " + token.strip());
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new LaunchException(detail(answer));
            }
        } catch (IOException e) {
            throw new LaunchException("the autoscaler does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
    }

    /** What a problem body says. */
    private static String detail(HttpResponse<byte[]> answer) throws IOException {
        String status = "HTTP " + answer.statusCode();
        try {
            return JSON.readTree(answer.body()).path("detail").asText(status);
        } catch (JsonProcessingException e) {
            return status;
        }
    }

    private static HttpRequest.Builder request(int port, String path, Duration timeout) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(timeout);
    }

    private Optional<JsonNode> send(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
