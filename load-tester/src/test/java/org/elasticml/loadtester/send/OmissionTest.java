package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.measure.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Coordinated omission (G. Tene's term), in virtual time: a target that answers in 5 ms, but stalls from 4 s to 6 s of a
 * run of 10 s and answers nothing meanwhile.
 *
 * <p>At 100 requests a second, evenly from 5 ms on, 200 of the 1,000 are due while it stalls, and answered at 6.005 s:
 * after 2,000 ms, 1,990 ms, … 10 ms. By nearest rank, p99 is the 990th of 1,000, so the 11th longest: 1,900 ms. A single
 * user in a closed loop waits once, sends nothing meanwhile, and calls that one in 1,600: its p99 is 5 ms.
 */
@Timeout(30)
class OmissionTest {
    private static final long MILLI = 1_000_000;
    private static final long STALL_NANOS = 4_000 * MILLI;
    private static final long STALL_END_NANOS = 6_000 * MILLI;
    private static final double PRECISION_MILLIS = 1e-3;

    private final VirtualClock clock = new VirtualClock(0);
    private final FakeTarget target = new FakeTarget(index -> {
        long now = clock.nanoTime();
        boolean stalled = now >= STALL_NANOS && now < STALL_END_NANOS;
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        clock.at((stalled ? STALL_END_NANOS : now) + 5 * MILLI, () -> answer.complete(Fates.FINE));
        return answer;
    });

    @Test
    void theOpenLoopSeesTheStallAsThoseWhoCameDuringIt() {
        double[] rates = new double[10];
        Arrays.fill(rates, 100);
        Percentiles latencies = run(new OpenLoop(Arrivals.UNIFORM.instantsNanos(Workload.of(rates), 1)), 1000);
        assertEquals(1900, latencies.millis(99).orElseThrow(), PRECISION_MILLIS);
        assertEquals(2000, latencies.millis(100).orElseThrow(), PRECISION_MILLIS);
        assertEquals(5, latencies.millis(50).orElseThrow(), PRECISION_MILLIS);
    }

    /** 4,000 ms / 5 ms = 800 before the stall; the next comes at 4,000 ms and is held; 3,995 ms / 5 ms = 799 after it. */
    @Test
    void theClosedLoopOmitsWhatItDidNotSend() {
        Percentiles latencies =
                run(new ClosedLoop(users -> 1, OptionalInt.empty(), Optional.of(Duration.ofSeconds(10))), 1600);
        assertEquals(5, latencies.millis(99).orElseThrow(), PRECISION_MILLIS);
        assertEquals(2005, latencies.millis(100).orElseThrow(), PRECISION_MILLIS);
    }

    private Percentiles run(LoadGenerator generator, int expectedRequests) {
        Run run = new Run(target, () -> Fates.PHOTO, generator, Duration.ofSeconds(10), clock);
        run.start();
        Recording recording = run.recording();
        assertEquals(expectedRequests, recording.records().size());
        return Percentiles.of(recording.records().stream()
                .mapToLong(RequestRecord::latencyNanos)
                .toArray());
    }
}
