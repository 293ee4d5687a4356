package org.elasticml.loadtester.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.send.Recording;

/** Runs that never were: 4 s with 100 requests a second that take around 20 ms. */
public final class MadeUpRuns {
    private static final Workload RATES = Workload.of(100, 100, 100, 100);
    private static final Answer FINE = new Answer(
            200,
            Outcome.SUCCEEDED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty());

    private MadeUpRuns() {}

    /**
     * @param seed of arrivals and of what the machine was like
     * @param slowness what latencies are multiplied by
     * @param own a seed for what is this run's alone
     */
    public static Report run(long seed, double slowness, long own) {
        return run(RATES, seed, slowness, own, 0);
    }

    /** The same for a minute; all is that share slower in the end than in the beginning. */
    static Report minute(long seed, long own, double rise) {
        return run(Workload.of(DoubleStream.generate(() -> 50).limit(60).toArray()), seed, 1, own, rise);
    }

    private static Report run(Workload rates, long seed, double slowness, long own, double rise) {
        RequestLog log = new RequestLog();
        Random weather = new Random(seed);
        double factor = 20e6 * slowness * Math.exp(0.1 * weather.nextGaussian());
        Random random = new Random(own);
        PrimitiveIterator.OfLong instants = Arrivals.POISSON.instantsNanos(rates, seed);
        while (instants.hasNext()) {
            long due = instants.nextLong();
            long end = due + Math.round(factor * (1 + rise * due / 60e9) * Math.exp(0.3 * random.nextGaussian()));
            log.add(new RequestRecord(due, OptionalLong.of(due), end, "a.jpg", Optional.empty(), 10, FINE));
        }
        RunInfo info = new RunInfo(
                "replay", "http://t/", new TreeMap<>(Map.of("seed", String.valueOf(seed), "scale", "1")), "2 drawn");
        return Report.of(info, Optional.of(rates), new Recording(log.size(), log, false), 500, List.of());
    }

    /** The same in a closed loop, which asks for no rates. */
    static Report closedLoop(long seed, Map<String, String> settings) {
        Report open = run(seed, 1, seed);
        RunInfo info = new RunInfo("bench", "http://t/", settings, "2 drawn");
        Recording recording = new Recording(open.records().size(), open.records(), false);
        return Report.of(info, Optional.empty(), recording, 500, List.of());
    }

    /** Rounds as {@code --repeat} leaves them; the seeds are from 1. */
    public static Path rounds(Path folder, int rounds, double slowness, long own) throws IOException {
        for (int seed = 1; seed <= rounds; seed++) {
            write(folder.resolve("seed-" + seed), run(seed, slowness, own + seed));
        }
        return folder;
    }

    static Path write(Path folder, Report report) throws IOException {
        Files.createDirectories(folder);
        ReportFiles.write(folder, report);
        return folder;
    }
}
