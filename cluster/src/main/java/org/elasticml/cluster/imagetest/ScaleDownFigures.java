package org.elasticml.cluster.imagetest;

import java.util.List;
import java.util.Locale;
import org.elasticml.bench.chaos.Findings;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.RequestRecord;

/**
 * Scale-downs under load, each followed by a scale-up. A request is lost that did not succeed: refused, failed, or without
 * an answer.
 *
 * @param asTold how many replicas ended by themselves when they were told to
 * @param lostGoing of each, those lost from the replica's announcement until it was gone
 * @param lostComing of each, those lost from then on, while another started
 */
record ScaleDownFigures(int asked, int asTold, List<Integer> lostGoing, List<Integer> lostComing) {
    /**
     * When one replica was told to go, when it was gone, and when its successor served, in nanoseconds from the start of
     * the run.
     */
    record Change(long beginNanos, long goneNanos, long endNanos) {}

    static ScaleDownFigures of(int asked, int asTold, List<Change> changes, List<RequestRecord> records) {
        return new ScaleDownFigures(
                asked,
                asTold,
                changes.stream()
                        .map(change -> lost(records, change.beginNanos(), change.goneNanos()))
                        .toList(),
                changes.stream()
                        .map(change -> lost(records, change.goneNanos(), change.endNanos()))
                        .toList());
    }

    private static int lost(List<RequestRecord> records, long fromNanos, long toNanos) {
        return (int) records.stream()
                .filter(record -> record.finishedNanos() >= fromNanos && record.finishedNanos() < toNanos)
                .filter(record -> !record.is(Outcome.SUCCEEDED))
                .count();
    }

    private static long some(List<Integer> lost) {
        return lost.stream().filter(requests -> requests > 0).count();
    }

    void judge(Findings findings) {
        findings.count(
                lostGoing.size() == asked, "only " + lostGoing.size() + " of " + asked + " scale-downs were done");
        findings.count(asTold == asked, (asked - asTold) + " replicas did not end as they were told");
        findings.count(some(lostGoing) == 0, some(lostGoing) + " scale-downs lost requests: " + lostGoing);
        int coming = lostComing.stream().mapToInt(Integer::intValue).sum();
        findings.atMost("requests lost while replicas started", coming, 0, "");
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%d, of which %d lost requests; %d replicas ended as told; %d of the scale-ups after them lost requests",
                lostGoing.size(),
                some(lostGoing),
                asTold,
                some(lostComing));
    }
}
