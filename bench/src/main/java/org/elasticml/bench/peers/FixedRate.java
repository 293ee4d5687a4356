package org.elasticml.bench.peers;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.elasticml.bench.process.Server;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.launcher.LaunchException;
import org.elasticml.loadtester.measure.Lag;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.PhotoOrder;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.HttpTarget;
import org.elasticml.loadtester.send.OpenLoop;
import org.elasticml.loadtester.send.Run;
import org.elasticml.loadtester.send.TargetUrl;

/** Drives a server at a fixed rate, whatever becomes of the requests: the load tester's own sender, Poisson arrivals. */
final class FixedRate {
    private static final String BOUNDARY = "elastic-bench";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final long SEED = 1;

    private final Photos forms;

    FixedRate(List<Photo> photos) {
        forms = new Photos(photos.stream().map(FixedRate::form).toList(), "");
    }

    /** The photo as wrk sends it: the peer reads nothing else. */
    static Photo form(Photo photo) {
        Buffer body = Buffer.buffer("--" + BOUNDARY + "\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"photo\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .appendBuffer(photo.body())
                .appendString("\r\n--" + BOUNDARY + "--\r\n");
        return new Photo(photo.name(), "multipart/form-data; boundary=" + BOUNDARY, body, photo.trueLabel());
    }

    /**
     * Latencies in milliseconds, from the instant a request was due.
     *
     * @param lagP99Millis how late requests left: must be small beside the latencies for these to be believed
     */
    record Result(
            String name,
            double ratePerSecond,
            int requests,
            int failed,
            double p50Millis,
            double p99Millis,
            double lagP99Millis) {
        boolean isValid() {
            return requests > 0 && failed == 0;
        }
    }

    Result run(Server server, double ratePerSecond, int seconds) throws LaunchException, InterruptedException {
        double[] rates = new double[seconds];
        Arrays.fill(rates, ratePerSecond);
        TargetUrl url = TargetUrl.parse("http://127.0.0.1:" + server.port() + "/predict");
        try (HttpTarget target = new HttpTarget(url, TIMEOUT)) {
            OpenLoop arrivals = new OpenLoop(Arrivals.POISSON.instantsNanos(Workload.of(rates), SEED));
            Run run = new Run(target, new PhotoOrder(forms, new Random(SEED)), arrivals, TIMEOUT.plusSeconds(1));
            run.start();
            while (!run.awaitEnd(TIMEOUT)) {
                continue; // it ends by itself: its length and its timeouts are bounded
            }
            Summary summary = Summary.of(run.recording().records(), 500, false);
            double none = Double.NaN;
            return new Result(
                    server.name(),
                    ratePerSecond,
                    summary.requests(),
                    summary.requests() - summary.succeeded(),
                    summary.latencyMs().map(Latency::p50).orElse(none),
                    summary.latencyMs().map(Latency::p99).orElse(none),
                    summary.scheduleLagMs().map(Lag::p99).orElse(none));
        } catch (ExecutionException e) {
            throw new LaunchException("the load broke down: " + e.getCause(), e);
        }
    }
}
