package org.elasticml.bench.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.elasticml.bench.measure.Spread;
import org.elasticml.core.scale.ServiceProfile;
import org.junit.jupiter.api.Test;

class ProfileReportTest {
    private static final ProfileReport REPORT = new ProfileReport(
            "measured today\nresnet18, 8 photos",
            Spread.of(List.of(2.5, 2.0004, 3.0)),
            new TreeMap<>(Map.of(
                    1, new BatchTime(100, 0.0300004, 0.0003),
                    3, new BatchTime(50, 0.06, 0.003))),
            Map.of(1, 0.033),
            0.032,
            0.021,
            0.02);

    @Test
    void theFileIsAProfile() {
        ServiceProfile profile = ServiceProfile.parse("file", REPORT.file());
        assertEquals(2.5, profile.bootSeconds());
        assertArrayEquals(
                new double[] {0.03, 0.045, 0.06},
                IntStream.rangeClosed(1, profile.service().maxBatch())
                        .mapToDouble(profile.service()::seconds)
                        .toArray(),
                1e-12);
    }

    @Test
    void itsCommentsSayWhatWasMeasured() {
        assertEquals("""
                # A replica's profile, by ./elastic profile: for elastic simulate and the autoscaler.
                # measured today
                # resnet18, 8 photos
                # boot 2.50 (2.00 to 3.00) s, median of the starts
                # one request at a time takes 32.00 ms, of which its batch of one 30.00
                # with all batches full, an image takes 20.00 ms of its batch, and 21.00 ms of CPU time in the whole process
                # batch     ms  95 % interval  images/s             batches  itself, at its start, ms
                # 1      30.00        ± 1.0 %      33.3                 100             33.00 (+10 %)
                # 2      45.00              -      44.4  none, interpolated                         -
                # 3      60.00        ± 5.0 %      50.0                  50                         -
                boot-seconds=2.5
                # batches of 1, 2, 3… requests
                service-seconds=0.03,0.045,0.06
                """, REPORT.file());
    }
}
