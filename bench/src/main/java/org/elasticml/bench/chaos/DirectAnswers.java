package org.elasticml.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.ServiceProcess;
import org.elasticml.loadtester.photo.Photo;

/**
 * What replicas answer when they are asked themselves.
 *
 * @param answers by image
 * @param nanos what all of them together took for it
 */
record DirectAnswers(List<Classes> answers, long nanos) {
    /** Two best batches for each of three: none is ever without work. */
    private static final int IN_FLIGHT = 24;

    private static final ObjectMapper JSON = new ObjectMapper();

    static DirectAnswers of(List<ServiceProcess> replicas, List<Photo> photos)
            throws LaunchException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);
        try {
            List<Callable<Classes>> asked = new ArrayList<>();
            for (int i = 0; i < photos.size(); i++) {
                Photo photo = photos.get(i);
                ServiceProcess replica = replicas.get(i % replicas.size());
                asked.add(() -> ask(http, replica, photo));
            }
            long startNanos = System.nanoTime();
            List<Classes> answers = new ArrayList<>();
            for (Future<Classes> answer : threads.invokeAll(asked)) {
                answers.add(answer.get());
            }
            return new DirectAnswers(answers, System.nanoTime() - startNanos);
        } catch (ExecutionException e) {
            throw new LaunchException(
                    "a replica can't be asked: " + e.getCause().getMessage(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Classes ask(HttpClient http, ServiceProcess replica, Photo photo)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(Stage.url(replica) + "/predict"))
                        .header("Content-Type", photo.mediaType())
                        .POST(BodyPublishers.ofByteArray(photo.body().getBytes()))
                        .build(),
                BodyHandlers.ofByteArray());
        return Classes.of(JSON.readTree(answer.body()))
                .orElseThrow(() -> new IOException(replica.name() + " answers with " + answer.statusCode()));
    }
}
