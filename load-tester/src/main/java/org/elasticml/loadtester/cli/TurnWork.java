package org.elasticml.loadtester.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.report.Extent;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.loadtester.send.ClosedLoop;
import org.elasticml.loadtester.send.OpenLoop;

/**
 * What every deployment does in a turn: users of a closed loop, or rates.
 *
 * @param title for a reader
 * @param settings what was asked for, by the names of the options
 * @param users of a closed loop; 0 if there are rates
 * @param arrivals of the rates
 */
record TurnWork(
        String title,
        Map<String, String> settings,
        int users,
        Optional<Workload> rates,
        Arrivals arrivals,
        int seconds) {

    static TurnWork ofUsers(int users, int seconds) {
        return new TurnWork(
                users + (users == 1 ? " user" : " users") + " for " + seconds + " s",
                settings("concurrency", String.valueOf(users), seconds),
                users,
                Optional.empty(),
                Arrivals.POISSON,
                seconds);
    }

    static TurnWork ofRates(String name, Map<String, String> settings, Workload rates, Arrivals arrivals) {
        return new TurnWork(
                name + " for " + rates.seconds() + " s (" + word(arrivals) + ")",
                settings,
                0,
                Optional.of(rates),
                arrivals,
                rates.seconds());
    }

    static TurnWork ofRate(double rate, int seconds, Arrivals arrivals) {
        String text = Figures.trimmed(rate);
        return ofRates(text + " requests a second", settings("rate", text, seconds), constant(rate, seconds), arrivals);
    }

    private static Map<String, String> settings(String name, String value, int seconds) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(name, value);
        settings.put("seconds", String.valueOf(seconds));
        return settings;
    }

    private static String word(Arrivals arrivals) {
        return arrivals.name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param round from 1
     * @param seed of arrivals and photos
     * @param warmUpSeconds that went before the first
     */
    Plan turn(int round, long seed, int warmUpSeconds) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("warm-up", String.valueOf(warmUpSeconds));
        rates.ifPresent(ignored -> all.put("arrivals", word(arrivals)));
        all.put("round", String.valueOf(round));
        all.put("seed", String.valueOf(seed));
        return plan(all, seed);
    }

    /** The same for some seconds; of rates, their mean. */
    Plan warmUp(int warmUpSeconds, long seed) {
        Optional<Workload> mean = rates.map(played -> constant(played.requests() / played.seconds(), warmUpSeconds));
        return new TurnWork(title, settings, users, mean, arrivals, warmUpSeconds).plan(settings, seed);
    }

    private static Workload constant(double rate, int seconds) {
        double[] rates = new double[seconds];
        Arrays.fill(rates, rate);
        return Workload.of(rates);
    }

    private Plan plan(Map<String, String> all, long seed) {
        return new Plan(
                title,
                all,
                rates,
                rates.filter(ignored -> arrivals == Arrivals.POISSON),
                Extent.ofSeconds(seconds),
                rates.isPresent()
                        ? new OpenLoop(arrivals.instantsNanos(rates.get(), seed))
                        : new ClosedLoop(
                                second -> users, OptionalInt.empty(), Optional.of(Duration.ofSeconds(seconds))),
                seed);
    }
}
