package org.elasticml.cluster.imagetest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.send.HttpTarget;
import org.elasticml.loadtester.send.TargetUrl;

/** Photos sent to one replica, past the dispatcher. */
final class Posts {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private Posts() {}

    static List<Answer> oneByOne(RunningPod replica, List<Photo> photos) {
        List<Answer> answers = new ArrayList<>();
        try (HttpTarget target = target(replica)) {
            for (Photo photo : photos) {
                answers.add(send(target, photo).join());
            }
        }
        return answers;
    }

    static List<Answer> atOnce(RunningPod replica, List<Photo> photos) {
        try (HttpTarget target = target(replica)) {
            List<CompletableFuture<Answer>> answers =
                    photos.stream().map(photo -> send(target, photo)).toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    private static HttpTarget target(RunningPod replica) {
        return new HttpTarget(TargetUrl.parse("http://127.0.0.1:" + replica.port() + "/predict"), TIMEOUT);
    }

    private static CompletableFuture<Answer> send(HttpTarget target, Photo photo) {
        return target.send(photo, () -> {}).toCompletableFuture();
    }
}
