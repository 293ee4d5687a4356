package org.elasticml.autoscaler.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.elasticml.autoscaler.observe.Observer;
import org.elasticml.autoscaler.observe.Reading;
import org.elasticml.autoscaler.observe.Readings;
import org.elasticml.core.metrics.PrometheusText;
import org.elasticml.core.scale.Policies;
import org.elasticml.core.scale.ReplicaLimits;
import org.elasticml.core.scale.ServiceCurve;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what dispatchers tell to the number of replicas, second by second, while dispatchers come and go. */
class ManyDispatchersTest {
    private static final ReplicaLimits LIMITS = new ReplicaLimits(1, 20);
    private static final double SERVICE_SECONDS = 0.05;
    private static final int RATE = 60;
    private static final int SECONDS = 300;
    private static final int SETTLED = 90;

    private final Observer observer = new Observer(Optional.of(ServiceCurve.of(SERVICE_SECONDS)));
    private final Scaler scaler = new Scaler(() -> Policies.named("slo", LIMITS), LIMITS, 5);
    private int replicas = 4;

    /**
     * One from when to when requests are sent to it, and until when it answers.
     *
     * @param listedFrom when its name has its address
     */
    private record Life(int sentFrom, int sentUntil, int answersUntil, int listedFrom, int listedUntil) {
        boolean isSentTo(int second) {
            return sentFrom <= second && second < sentUntil;
        }
    }

    private static Map<String, Life> lives(String what, int lag) {
        Map<String, Life> lives = steady();
        switch (what) {
            case "rollout" -> {
                lives.put("a", new Life(0, 152, 158, 0, 152 + lag));
                lives.put("b", new Life(0, 155, 161, 0, 155 + lag));
                lives.put("c", new Life(151, SECONDS, SECONDS, 152 + lag, SECONDS));
                lives.put("d", new Life(154, SECONDS, SECONDS, 155 + lag, SECONDS));
            }
            case "one more" -> lives.put("c", new Life(151, SECONDS, SECONDS, 152 + lag, SECONDS));
            case "one killed" -> lives.put("b", new Life(0, 151, 150, 0, 156 + lag));
            default -> throw new AssertionError(what);
        }
        return lives;
    }

    private static Map<String, Life> steady() {
        Life always = new Life(0, SECONDS, SECONDS, 0, SECONDS);
        return new TreeMap<>(Map.of("a", always, "b", always));
    }

    /** The fewest and the most replicas that there are, once those of the beginning are settled. */
    private record Range(int fewest, int most) {}

    private Range play(Map<String, Life> lives, long seed) {
        Random random = new Random(seed);
        Map<String, Integer> arrivals = new TreeMap<>();
        int fewest = LIMITS.ceiling();
        int most = 0;
        for (int second = 0; second < SECONDS; second++) {
            int now = second;
            List<String> open = lives.keySet().stream()
                    .filter(name -> lives.get(name).isSentTo(now))
                    .toList();
            for (int i = 0; i < 1000; i++) {
                if (random.nextDouble() < RATE / 1000.0) {
                    arrivals.merge(open.get(random.nextInt(open.size())), 1, Integer::sum);
                }
            }
            look(second, lives, arrivals);
            if (second >= SETTLED) {
                fewest = Math.min(fewest, replicas);
                most = Math.max(most, replicas);
            }
        }
        return new Range(fewest, most);
    }

    private void look(int second, Map<String, Life> lives, Map<String, Integer> arrivals) {
        List<Reading> readings = new ArrayList<>();
        lives.forEach((name, life) -> {
            if (life.listedFrom() <= second && second < life.listedUntil()) {
                readings.add(
                        second < life.answersUntil()
                                ? page(name, second, arrivals.getOrDefault(name, 0))
                                : new Reading.Silence(name, "no connection"));
            }
        });
        scaler.decide(
                        observer.see(new Readings(second, readings, List.of())),
                        new ReplicaCounts(replicas, replicas, 0, 0, OptionalDouble.empty()),
                        Optional.empty(),
                        OptionalInt.empty())
                .target()
                .ifPresent(target -> replicas = target);
    }

    private static Reading page(String name, double second, int arrivals) {
        String text = "process_uptime_seconds " + second + "\ndispatcher_arrivals_total " + arrivals
                + "\ndispatcher_queue_size 0\n";
        return new Reading.Page(name, second, 0, PrometheusText.parse(text));
    }

    /** @param lag seconds after which a name server tells of a change */
    @ParameterizedTest
    @CsvSource({
        "rollout, 0",
        "rollout, 5",
        "rollout, 30",
        "one more, 0",
        "one more, 5",
        "one killed, 0",
        "one killed, 30",
    })
    void theirComingAndGoingIsNeitherSurgeNorFall(String what, int lag) {
        for (int seed = 1; seed <= 5; seed++) {
            Range without = new ManyDispatchersTest().play(steady(), seed);
            assertEquals(without, new ManyDispatchersTest().play(lives(what, lag), seed), "seed " + seed);
        }
    }
}
