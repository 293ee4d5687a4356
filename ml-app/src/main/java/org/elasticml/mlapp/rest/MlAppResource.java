package org.elasticml.mlapp.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.elasticml.mlapp.serving.Overloaded;
import org.elasticml.mlapp.serving.Replica;
import org.elasticml.web.Bodies;
import org.elasticml.web.DeadlineHeader;
import org.elasticml.web.ImagePart;
import org.elasticml.web.Outcome;
import org.elasticml.web.ProblemException;
import org.elasticml.web.RequestId;
import org.elasticml.web.TimeLimit;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP in front of the {@link Replica}. */
@Path("/")
public class MlAppResource {
    private static final Logger LOG = Logger.getLogger(MlAppResource.class);

    private static final int DEFAULT_TOP = 5;
    /** Longer than any image takes here: what takes it is a body that does not come. */
    private static final Duration BODY_AND_ANSWER = Duration.ofSeconds(30);

    private final Replica replica;
    private final Bodies bodies;
    private final MeterRegistry metrics;

    MlAppResource(Replica replica, Bodies bodies, MeterRegistry metrics) {
        this.replica = replica;
        this.bodies = bodies;
        this.metrics = metrics;
    }

    @GET
    @NonBlocking
    public HealthAnswer health() {
        return HealthAnswer.of(replica.description(), replica.batching());
    }

    /**
     * Classifies the photo in the body: a multipart file or the raw bytes. {@code X-Deadline-Ms} says how long the answer
     * is wanted.
     */
    @POST
    @Path("predict")
    @Consumes(MediaType.WILDCARD)
    @NonBlocking
    public Uni<PredictAnswer> predict(@Context HttpServerRequest request, @RestQuery("top_k") String topK) {
        long startNanos = System.nanoTime();
        return Uni.createFrom()
                .deferred(() -> {
                    OptionalLong deadlineMillis = DeadlineHeader.millis(request);
                    int top = top(topK);
                    Uni<PredictAnswer> answer = bodies.with(request, body -> {
                        byte[] image = ImagePart.bytes(request.getHeader("Content-Type"), body);
                        return classify(image, top, deadlineNanos(startNanos, deadlineMillis));
                    });
                    return inTime(answer, deadlineMillis);
                })
                .onTermination()
                .invoke((answer, failure, cancelled) -> ended(request, Outcome.of(failure, cancelled), failure));
    }

    /** A refusal is no failure: under overload there are many, and the metric counts them. */
    private void ended(HttpServerRequest request, String outcome, Throwable failure) {
        metrics.counter("ml_app_requests_total", "outcome", outcome).increment();
        if (outcome.equals("failed")) {
            LOG.infof(
                    "request %s failed: %s",
                    RequestId.of(request), failure == null ? "its sender has gone" : failure.getMessage());
        }
    }

    private static OptionalLong deadlineNanos(long startNanos, OptionalLong millis) {
        return millis.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        startNanos + Duration.ofMillis(millis.getAsLong()).toNanos());
    }

    /** Gives up on a body that does not come, and on an answer that is not wanted any more. */
    private static <T> Uni<T> inTime(Uni<T> answer, OptionalLong deadlineMillis) {
        Optional<Duration> given = deadlineMillis.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(deadlineMillis.getAsLong()).plus(DeadlineHeader.MARGIN));
        return given.filter(time -> time.compareTo(BODY_AND_ANSWER) < 0)
                .map(time -> orElse(answer, time, 504, "the deadline passed"))
                .orElseGet(() -> orElse(answer, BODY_AND_ANSWER, 408, "the body did not come in time"));
    }

    private static <T> Uni<T> orElse(Uni<T> answer, Duration time, int status, String detail) {
        return TimeLimit.within(time, answer, () -> new ProblemException(status, detail));
    }

    private Uni<PredictAnswer> classify(byte[] image, int top, OptionalLong deadlineNanos) {
        try {
            return Uni.createFrom()
                    .completionStage(replica.classify(image, top, deadlineNanos))
                    .onFailure()
                    .transform(Problems::of)
                    .map(classification -> PredictAnswer.of(classification, replica.description()));
        } catch (Overloaded e) {
            throw new ProblemException(
                    503, e.getMessage(), (int) Math.max(1, Math.min(60, Math.ceil(e.retryAfterSeconds()))));
        }
    }

    private int top(String topK) {
        int classes = replica.description().classes();
        if (topK == null) {
            return Math.min(DEFAULT_TOP, classes);
        }
        return Optional.of(topK)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::valueOf)
                .filter(top -> top >= 1 && top <= classes)
                .orElseThrow(() -> new ProblemException(
                        400, "top_k is '" + topK + "'; it is a whole number from 1 to " + classes));
    }
}
