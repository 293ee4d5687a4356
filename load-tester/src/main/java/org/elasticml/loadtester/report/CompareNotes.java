package org.elasticml.loadtester.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.compare.Differences;

/** What has to be known to read the tables of a comparison. */
final class CompareNotes {
    /** Above p99 of fewer there are not ten. */
    private static final int FEW_REQUESTS = 1000;

    private CompareNotes() {}

    /** A sentence or two each. */
    static List<String> of(List<Deployment> deployments, Differences differences, Map<String, Summary> pooled) {
        List<String> notes = new ArrayList<>();
        List<String> cut = deployments.stream()
                .filter(Deployment::isCut)
                .map(Deployment::name)
                .toList();
        notes.add(differences.stretches() ? stretches(differences, String.join(", ", cut)) : intervals(differences));
        if (!differences.paired()) {
            notes.add("Not paired, since they did not do the same work in as many runs: variances added, degrees of"
                    + " freedom by Welch and Satterthwaite.");
        }
        List<String> few = pooled.entrySet().stream()
                .filter(entry -> entry.getValue().succeeded() < FEW_REQUESTS)
                .map(Map.Entry::getKey)
                .toList();
        if (!few.isEmpty()) {
            notes.add("p99 is rough for " + String.join(", ", few) + ": fewer than " + FEW_REQUESTS
                    + " requests succeeded.");
        }
        return notes;
    }

    private static String stretches(Differences differences, String cut) {
        String repeat = " Runs of --repeat have intervals that hold.";
        if (differences.pieces() < 2) {
            return "No intervals: a single run (" + cut + ") of less than half a minute is one piece." + repeat;
        }
        if (differences.dependent()) {
            return "No intervals: stretches of a single run (" + cut + ") hang together, each is like the one before."
                    + repeat;
        }
        return "Rough: a single run (" + cut + ") is taken in " + differences.pieces()
                + " stretches, which are not independent; with what confidence the intervals hold is not known, and by how much a"
                + " further run would differ is not in them." + repeat;
    }

    private static String intervals(Differences differences) {
        int pieces = differences.pieces();
        if (pieces < 2) {
            return "One round: no intervals.";
        }
        return String.format(
                Locale.ROOT,
                "All %d intervals hold together with %.0f %% confidence (each with %s %%), by the jackknife over %s rounds%s.",
                differences.all().stream().filter(it -> it.within().isPresent()).count(),
                100 * Differences.JOINT_CONFIDENCE,
                Csv.decimalText(100 * differences.confidence(), 2),
                (differences.paired() ? "" : "at least ") + pieces + (differences.paired() ? " paired" : ""),
                pieces < Differences.FEW ? "; rough: fewer than " + Differences.FEW : "");
    }

    /** Where each deployment is, and what it did. */
    static List<List<String>> facts(List<Deployment> deployments) {
        List<List<String>> facts = new ArrayList<>();
        for (Deployment deployment : deployments) {
            int runs = deployment.rounds().size();
            facts.add(
                    List.of(deployment.name(), deployment.where() + (runs == 1 ? ", 1 run" : ", " + runs + " rounds")));
        }
        addEach(facts, "work", deployments, first -> work(first.run().settings()));
        addEach(facts, "photos", deployments, first -> first.run().photos());
        return facts;
    }

    /** Once, if it is the same for all. */
    private static void addEach(
            List<List<String>> facts, String title, List<Deployment> deployments, Function<Report, String> fact) {
        Map<String, String> each = new LinkedHashMap<>();
        deployments.forEach(deployment ->
                each.put(deployment.name(), fact.apply(deployment.rounds().get(0))));
        if (Set.copyOf(each.values()).size() == 1) {
            facts.add(List.of(title, each.values().iterator().next()));
        } else {
            each.forEach((name, value) -> facts.add(List.of(title + " of " + name, value)));
        }
    }

    private static String work(Map<String, String> settings) {
        return settings.entrySet().stream()
                .filter(setting -> RunFolders.isWork(setting.getKey()))
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .collect(Collectors.joining(", "));
    }
}
