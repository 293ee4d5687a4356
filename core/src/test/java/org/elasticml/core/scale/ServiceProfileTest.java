package org.elasticml.core.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceProfileTest {
    @Test
    void isReadBackAsWritten() {
        ServiceProfile written = new ServiceProfile(4.25, ServiceCurve.of(0.03, 0.041, 0.06));
        ServiceProfile read = ServiceProfile.parse("file", written.text());
        assertEquals(4.25, read.bootSeconds());
        assertEquals(3, read.service().maxBatch());
        assertEquals(0.03, read.service().seconds(1));
        assertEquals(0.041, read.service().seconds(2));
        assertEquals(0.06, read.service().seconds(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "boot-seconds=5 ~ p: 'service-seconds' is missing; a profile has boot-seconds and service-seconds, in seconds",
                "service-seconds=0.1 ~ p: 'boot-seconds' is missing; a profile has boot-seconds and service-seconds, in seconds",
                "boot=5 ~ p: 'boot' is unknown; a profile has boot-seconds and service-seconds",
                "boot-seconds=5|service-seconds=0.1,x ~ p: 'service-seconds' has 'x', which is no number of seconds",
                "boot-seconds=5|service-seconds=0.1, ~ p: 'service-seconds' has '', which is no number of seconds",
                "boot-seconds=-1|service-seconds=0.1 ~ p: a boot takes 0 s or more, not -1.0",
                "boot-seconds=5|service-seconds=0.1,0.05 ~"
                        + " p: service times of growing batches are positive and do not shrink: [0.1, 0.05]",
            })
    void saysWhatIsWrong(String text, String message) {
        String lines = text.replace('|', '\n');
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> ServiceProfile.parse("p", lines))
                        .getMessage());
    }
}
