package org.elasticml.loadtester.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what is left of a deployment's runs: a folder with a run, or one whose sub-folders are runs of the same work. */
public final class RunFolders {
    /** What is another in each run of the same; of agents, how far apart they began. */
    private static final Set<String> COUNTERS = Set.of("seed", "round", "start skew");

    /** What an agent that died had done until then. */
    private static final String LAST_WORDS = "agent ";

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int MAX_DIGITS = 20;

    private RunFolders() {}

    /**
     * @throws ReportFormatException naming what is not a run's, or not one of the same work
     */
    public static Deployment read(String name, Path folder) throws IOException {
        if (isRun(folder)) {
            return new Deployment(name, folder.toString(), List.of(ReportFolder.read(folder)), true);
        }
        List<Path> runs;
        try (Stream<Path> files = Files.list(folder)) {
            runs = files.filter(RunFolders::isRun)
                    .sorted(Comparator.comparing(RunFolders::naturally))
                    .toList();
        }
        if (runs.isEmpty()) {
            throw new ReportFormatException(
                    folder, "holds no run: there is no requests.csv in it or in its sub-folders");
        }
        List<Report> rounds = new ArrayList<>();
        for (Path run : runs) {
            rounds.add(ReportFolder.read(run));
            requireSame(folder, rounds);
        }
        return new Deployment(name, folder.toString(), List.copyOf(rounds), false);
    }

    private static boolean isRun(Path folder) {
        return Files.exists(folder.resolve(ReportFiles.REQUESTS));
    }

    /** So that seed-10 comes after seed-9. */
    private static String naturally(Path path) {
        return NUMBER.matcher(path.getFileName().toString())
                .replaceAll(digits ->
                        "0".repeat(Math.max(0, MAX_DIGITS - digits.group().length())) + digits.group());
    }

    /** Runs with one user, with two and so on are no rounds. */
    private static void requireSame(Path folder, List<Report> rounds) throws ReportFormatException {
        Map<String, String> first = work(rounds.get(0));
        Map<String, String> last = work(rounds.get(rounds.size() - 1));
        if (!first.equals(last)) {
            Set<String> names = new TreeSet<>(first.keySet());
            names.addAll(last.keySet());
            names.removeIf(setting -> first.getOrDefault(setting, "").equals(last.getOrDefault(setting, "")));
            throw new ReportFormatException(
                    folder, "its runs are not of the same work: they differ in " + String.join(", ", names));
        }
    }

    private static Map<String, String> work(Report report) {
        Map<String, String> work = new TreeMap<>(report.run().settings());
        work.keySet().removeIf(setting -> !isWork(setting));
        return work;
    }

    /** Whether a setting tells what was to be done, and not which of several runs it was, or what came of it. */
    static boolean isWork(String setting) {
        return !COUNTERS.contains(setting) && !setting.startsWith(LAST_WORDS);
    }
}
