package org.elasticml.loadtester.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Sample;
import org.elasticml.loadtester.measure.resource.ResourceSample;
import org.elasticml.loadtester.send.Recording;

/** Reports for tests. */
final class Reports {
    static final RunInfo RUN =
            new RunInfo("replay", "http://t/", new TreeMap<>(Map.of("arrivals", "poisson", "seed", "1")), "2 drawn");

    private Reports() {}

    static Report of(RequestRecord... records) {
        return of(List.of(), records);
    }

    static Report of(List<Sample> samples, RequestRecord... records) {
        return Report.of(RUN, Optional.of(Workload.of(2, 3)), recording(records), 500, samples);
    }

    static Report closedLoop(RequestRecord... records) {
        return Report.of(RUN, Optional.empty(), recording(records), 500, List.of());
    }

    private static Recording recording(RequestRecord... records) {
        return new Recording(records.length, RequestLog.of(records), false);
    }

    /** Two processes that belong together, one of which came later, and one that tells of no memory. */
    static List<ResourceSample> resources() {
        long second = 1_000_000_000L;
        return List.of(
                new ResourceSample("replicas/a", 0, OptionalLong.of(7 * second), OptionalLong.of(300_000_000)),
                new ResourceSample("dispatcher", 0, OptionalLong.of(second), OptionalLong.empty()),
                new ResourceSample("replicas/b", second / 2, OptionalLong.of(0), OptionalLong.empty()),
                new ResourceSample("replicas/a", second, OptionalLong.of(8 * second), OptionalLong.of(310_000_001)),
                new ResourceSample("replicas/b", second, OptionalLong.of(second / 4), OptionalLong.of(200_000_000)),
                new ResourceSample("dispatcher", second, OptionalLong.of(second + 7), OptionalLong.empty()),
                new ResourceSample("replicas/a", 2 * second, OptionalLong.empty(), OptionalLong.of(310_000_001)));
    }

    /** One a second from 0 on, with so many ready and one more booting. */
    static List<Sample> samples(int... ready) {
        return IntStream.range(0, ready.length)
                .mapToObj(second -> new Sample(
                        second * 1_000_000_000L + 1234,
                        OptionalInt.of(ready[second]),
                        OptionalInt.of(1),
                        OptionalInt.empty(),
                        OptionalInt.of(ready[second] + 1),
                        OptionalInt.of(second),
                        1))
                .toList();
    }
}
