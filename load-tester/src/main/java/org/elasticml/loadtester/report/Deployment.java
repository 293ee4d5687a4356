package org.elasticml.loadtester.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.compare.Piece;

/**
 * One of those that are compared.
 *
 * @param where its URL, or the folder of its runs
 * @param rounds its runs, at least one
 * @param isCut whether the only run there is stands for several: it is taken in stretches
 */
public record Deployment(String name, String where, List<Report> rounds, boolean isCut) {
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * What it is to be compared by.
     *
     * @param stretches in how many a single run is cut
     */
    List<Piece> pieces(int stretches) {
        Report first = rounds.get(0);
        return isCut
                ? Piece.stretches(first.records(), first.summary().durationS(), stretches)
                : rounds.stream()
                        .map(round -> Piece.of(round.records(), round.summary().durationS()))
                        .toList();
    }

    /** Of all requests, as of one run that consists of all rounds, one after another. */
    Summary pooled() {
        Summary first = rounds.get(0).summary();
        if (rounds.size() == 1) {
            return first;
        }
        RequestLog all = new RequestLog();
        long begin = 0;
        for (Report round : rounds) {
            long offset = begin;
            round.records().forEach(record -> all.add(later(record, offset)));
            begin += Math.round(round.summary().durationS() * NANOS_PER_SECOND);
        }
        return Summary.of(
                all, first.sloMs(), rounds.stream().anyMatch(it -> it.summary().endedEarly()));
    }

    private static RequestRecord later(RequestRecord record, long nanos) {
        return new RequestRecord(
                record.intendedNanos() + nanos,
                record.sentNanos().isPresent()
                        ? OptionalLong.of(record.sentNanos().getAsLong() + nanos)
                        : OptionalLong.empty(),
                record.finishedNanos() + nanos,
                record.image(),
                record.trueLabel(),
                record.bytes(),
                record.answer());
    }

    /** Whether each of its rounds did the same work as that of the other one. */
    boolean isPairedWith(Deployment other) {
        if (rounds.size() != other.rounds.size() || isCut != other.isCut) {
            return false;
        }
        List<Boolean> same = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            same.add(isSameWork(rounds.get(i), other.rounds.get(i)));
        }
        return !same.contains(false);
    }

    /** Of an open loop, requests due at the same instants; of a closed loop, which has none, the same settings. */
    private static boolean isSameWork(Report one, Report other) {
        if (one.isClosedLoop() || other.isClosedLoop()) {
            return one.isClosedLoop()
                    && other.isClosedLoop()
                    && one.run().settings().equals(other.run().settings());
        }
        return Arrays.equals(instants(one.records()), instants(other.records()));
    }

    private static long[] instants(RequestLog log) {
        long[] instants = new long[log.size()];
        Arrays.setAll(instants, log::intendedNanos);
        return instants;
    }
}
