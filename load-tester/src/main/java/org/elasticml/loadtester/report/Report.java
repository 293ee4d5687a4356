package org.elasticml.loadtester.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.ReplicaFigures;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.Sample;
import org.elasticml.loadtester.measure.Scaling;
import org.elasticml.loadtester.measure.ScheduleFit;
import org.elasticml.loadtester.measure.Second;
import org.elasticml.loadtester.measure.Seconds;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.Users;
import org.elasticml.loadtester.measure.capacity.Capacity;
import org.elasticml.loadtester.measure.capacity.CapacityAim;
import org.elasticml.loadtester.measure.resource.ResourceFigures;
import org.elasticml.loadtester.measure.resource.ResourceSample;
import org.elasticml.loadtester.measure.resource.ResourceSeries;
import org.elasticml.loadtester.send.Recording;

/**
 * All there is to show of a run.
 *
 * @param records by the instant at which they were due
 * @param samples what metrics told; none if none were asked for
 * @param resources what watched processes told; none if none were watched
 * @param capacity how many replicas there must be
 * @param scaling what the autoscaler changed, if it was asked
 * @param fit how well the schedule was kept, if that was computed
 * @param missed what the run was judged by and did not hold, a clause each
 */
public record Report(
        RunInfo run,
        Summary summary,
        RequestLog records,
        List<Second> seconds,
        List<Users> users,
        List<ReplicaFigures> replicas,
        List<Sample> samples,
        List<ResourceSample> resources,
        Capacity capacity,
        Optional<Scaling> scaling,
        Optional<ScheduleFit> fit,
        List<String> missed) {

    /**
     * @param asked what was played, cut and scaled; empty for a closed loop
     * @param samples of the metrics, in their order
     */
    public static Report of(
            RunInfo run, Optional<Workload> asked, Recording recording, double sloMs, List<Sample> samples) {
        RequestLog byIntent = recording.records().byIntent();
        Summary summary = Summary.of(byIntent, sloMs, recording.endedEarly(), samples, Summary.Told.by(byIntent));
        return of(run, asked, byIntent, summary, samples);
    }

    static Report of(
            RunInfo run, Optional<Workload> asked, RequestLog byIntent, Summary summary, List<Sample> samples) {
        List<Second> seconds = Seconds.of(asked, byIntent, summary.endedEarly());
        return new Report(
                run,
                summary,
                byIntent,
                seconds,
                Users.of(byIntent, seconds.size()),
                ReplicaFigures.of(byIntent, summary.durationS()),
                samples,
                List.of(),
                capacity(summary, byIntent, seconds, samples, CapacityAim.DEFAULT),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Capacity capacity(
            Summary summary, RequestLog byIntent, List<Second> seconds, List<Sample> samples, CapacityAim aim) {
        return Capacity.of(byIntent, samples, summary, peak(seconds), dueS(summary, byIntent, seconds), aim);
    }

    private static OptionalDouble peak(List<Second> seconds) {
        return seconds.stream()
                .flatMapToDouble(second -> second.askedRps().stream())
                .max();
    }

    /** Until when requests were due: the end of the last second that asked for any, or the last request of who asks for none. */
    private static double dueS(Summary summary, RequestLog byIntent, List<Second> seconds) {
        double last = byIntent.isEmpty() ? 0 : byIntent.intendedNanos(byIntent.size() - 1) / 1e9;
        return summary.endedEarly()
                ? last
                : seconds.stream()
                        .filter(second -> second.askedRps().orElse(0) > 0)
                        .mapToDouble(second -> second.second() + 1)
                        .max()
                        .orElse(last);
    }

    /** The same, and how well the schedule was kept. */
    public Report with(ScheduleFit scheduleFit) {
        return copy(resources, capacity, scaling, Optional.of(scheduleFit), missed);
    }

    /** The same, and what it was judged by and did not hold. */
    public Report judged(List<String> reasons) {
        return copy(resources, capacity, scaling, fit, List.copyOf(reasons));
    }

    /** The same, and what the autoscaler changed. */
    public Report with(Scaling changes) {
        return copy(resources, capacity, Optional.of(changes), fit, missed);
    }

    /** The same, and what watched processes told. */
    public Report with(List<ResourceSample> watched) {
        return copy(watched, capacity, scaling, fit, missed);
    }

    /** The same, with advice for this aim. */
    public Report with(CapacityAim aim) {
        return copy(resources, capacity(summary, records, seconds, samples, aim), scaling, fit, missed);
    }

    private Report copy(
            List<ResourceSample> itsResources,
            Capacity itsCapacity,
            Optional<Scaling> itsScaling,
            Optional<ScheduleFit> itsFit,
            List<String> itsMissed) {
        return new Report(
                run,
                summary,
                records,
                seconds,
                users,
                replicas,
                samples,
                itsResources,
                itsCapacity,
                itsScaling,
                itsFit,
                itsMissed);
    }

    List<ResourceSeries> resourceSeries() {
        return ResourceSeries.of(resources, seconds.size());
    }

    List<ResourceFigures> resourceFigures() {
        return ResourceFigures.of(resourceSeries(), summary.succeeded());
    }

    boolean isClosedLoop() {
        return seconds.stream().allMatch(second -> second.askedRps().isEmpty());
    }

    boolean hasTrueLabels() {
        return IntStream.range(0, records.size())
                .anyMatch(row -> records.trueLabel(row).isPresent());
    }

    /** What the model was loaded with, for a reader. */
    String weights() {
        String names = summary.weights().orElse("not told");
        return names.contains("seeded") ? names + " (untrained)" : names;
    }

    /** What the run comes to, in one sentence. */
    String verdict() {
        if (records.isEmpty()) {
            return "Nothing was sent.";
        }
        String p99 = summary.latencyMs()
                .map(latency -> "p99 is " + Figures.millis(latency.p99()))
                .orElse("nothing succeeded");
        return judgement() + p99 + ", and "
                + Figures.percent(summary.sloAttainment()) + " of " + Figures.count(summary.requests())
                + " requests succeeded within " + Figures.trimmed(summary.sloMs()) + " ms"
                + (summary.endedEarly() ? ". The run was ended early." : ".");
    }

    /** A closed loop is not judged by the SLO, unless by thresholds. */
    private String judgement() {
        if (missed.isEmpty()) {
            return isClosedLoop() ? "" : "SLO met: ";
        }
        return String.join("; ", missed) + ": ";
    }
}
