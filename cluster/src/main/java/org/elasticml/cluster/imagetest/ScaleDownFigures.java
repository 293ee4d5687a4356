package org.elasticml.cluster.imagetest;

import java.util.ArrayList;
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
 * @param lostComing of each, those lost from then until the next one's, while another started and after it
 */
record ScaleDownFigures(int asked, int asTold, List<Integer> lostGoing, List<Integer> lostComing) {
    /** When one replica was told to go, and when it was gone, in nanoseconds from the start of the run. */
    record Change(long beginNanos, long goneNanos) {}

    static ScaleDownFigures of(int asked, int asTold, List<Change> changes, List<RequestRecord> records) {
        List<Integer> going = new ArrayList<>();
        List<Integer> coming = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            long next = i + 1 < changes.size() ? changes.get(i + 1).beginNanos() : Long.MAX_VALUE;
            going.add(lost(records, change.beginNanos(), change.goneNanos()));
            coming.add(lost(records, change.goneNanos(), next));
        }
        return new ScaleDownFigures(asked, asTold, going, coming);
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
        findings.count(some(lostComing) == 0, some(lostComing) + " scale-ups lost requests: " + lostComing);
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
