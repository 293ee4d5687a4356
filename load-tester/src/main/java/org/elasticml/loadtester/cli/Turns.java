package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.loadtester.report.Report;
import org.elasticml.loadtester.report.ReportFiles;

/**
 * Plays rounds: in each, every deployment has a turn of the same work with the same seed, and the first of them is another one
 * each time, so that what else changes meanwhile meets all alike. A round that is broken off counts for none of them.
 */
final class Turns {
    private final Map<String, Session> sessions;
    private final TurnWork work;
    private final Path out;
    private final PrintWriter lines;
    private final Map<String, List<Report>> complete = new LinkedHashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private int warmUpSeconds;
    private long startNanos;
    private int turns;

    /**
     * @param sessions by the names of the deployments
     * @param out where the files of turns go, a folder for each deployment
     */
    Turns(Map<String, Session> sessions, TurnWork work, Path out, PrintWriter lines) {
        this.sessions = sessions;
        this.work = work;
        this.out = out;
        this.lines = lines;
        sessions.keySet().forEach(name -> complete.put(name, new ArrayList<>()));
    }

    /** Each for so many seconds. */
    void warmUp(int seconds, long seed) throws CommandException, InterruptedException, ExecutionException {
        for (Session session : sessions.values()) {
            if (seconds > 0 && !isStopped()) {
                session.playTurn(work.warmUp(seconds, seed));
            }
        }
        warmUpSeconds = seconds;
        startNanos = System.nanoTime();
    }

    /** Until all rounds are over, a deployment answers nothing at all, or Ctrl-C is pressed. */
    void play(int rounds, long firstSeed) throws CommandException, InterruptedException, ExecutionException {
        List<String> order = new ArrayList<>(sessions.keySet());
        for (int round = 1; round <= rounds && !isStopped(); round++) {
            Map<String, Report> reports = new LinkedHashMap<>();
            for (String name : order) {
                Played played = sessions.get(name).playTurn(work.turn(round, firstSeed + round - 1, warmUpSeconds));
                if (isStopped()) {
                    return;
                }
                verdicts.add(played.verdict()
                        .ofOne(name + ", round " + round, played.report().summary()));
                reports.put(name, played.report());
                lines.println(line(name, round, rounds, played.report().summary()));
                lines.flush();
                if (played.verdict().exitCode() == ExitCode.UNREACHABLE) {
                    return;
                }
            }
            keep(round, reports);
            Collections.rotate(order, -1);
        }
    }

    private boolean isStopped() {
        return sessions.values().stream().anyMatch(Session::isStopped);
    }

    /** The reports of complete rounds, by deployment. */
    Map<String, List<Report>> complete() {
        return complete;
    }

    /** What the turns come to, those of a round that was broken off included. */
    Verdict verdict() {
        return Verdict.worst(verdicts);
    }

    /** Folders hold the rounds that count, so that they can be compared again. */
    private void keep(int round, Map<String, Report> reports) throws CommandException {
        for (Map.Entry<String, Report> report : reports.entrySet()) {
            complete.get(report.getKey()).add(report.getValue());
            write(report.getKey(), round, report.getValue());
        }
    }

    private void write(String name, int round, Report report) throws CommandException {
        Path folder = OutFolder.make(out.resolve(name).resolve(String.format(Locale.ROOT, "round-%02d", round)));
        try {
            ReportFiles.write(folder, report);
        } catch (IOException e) {
            throw Usage.unwritable(e);
        }
    }

    private String line(String name, int round, int rounds, Summary summary) {
        turns++;
        int errors = summary.requests() - summary.succeeded();
        return String.format(
                Locale.ROOT,
                "round %d of %d  %s: %s requests, mean %s, p99 %s%s%s",
                round,
                rounds,
                name,
                Figures.count(summary.requests()),
                summary.latencyMs().map(Latency::mean).map(Figures::millis).orElse(Figures.NONE),
                summary.latencyMs().map(Latency::p99).map(Figures::millis).orElse(Figures.NONE),
                errors == 0 ? "" : ", " + Figures.count(errors) + " refused or failed",
                timeLeft(rounds * sessions.size() - turns));
    }

    /** Of turns that take as long as those that are over. */
    private String timeLeft(int turnsLeft) {
        long seconds = Math.round((System.nanoTime() - startNanos) / 1e9 / turns * turnsLeft);
        return turnsLeft == 0 ? "" : String.format(Locale.ROOT, "; %d:%02d left", seconds / 60, seconds % 60);
    }
}
