package org.elasticml.core.scale;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What was measured of a replica. As text, {@link Properties}: {@value #BOOT} is a number, {@value #SERVICE} the times of
 * batches of 1, 2, 3… requests, separated by commas; all are seconds.
 *
 * @param bootSeconds from starting one until it serves; 0 or more
 * @param service how long it takes for a batch
 */
public record ServiceProfile(double bootSeconds, ServiceCurve service) {
    private static final String BOOT = "boot-seconds";
    private static final String SERVICE = "service-seconds";

    /** @throws IllegalArgumentException if the boot takes less than no time, or for ever */
    public ServiceProfile {
        if (!(bootSeconds >= 0 && bootSeconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a boot takes 0 s or more, not " + bootSeconds);
        }
    }

    /**
     * @param name what to call the text in an error, usually its file name
     * @throws IllegalArgumentException if it is none; one line, which names what is wrong and what is accepted
     */
    public static ServiceProfile parse(String name, String text) {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            TreeSet<String> unknown = new TreeSet<>(properties.stringPropertyNames());
            unknown.remove(BOOT);
            unknown.remove(SERVICE);
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException(
                        "'" + unknown.first() + "' is unknown; a profile has " + BOOT + " and " + SERVICE);
            }
            double[] seconds = Arrays.stream(value(properties, SERVICE).split(",", -1))
                    .mapToDouble(each -> number(SERVICE, each))
                    .toArray();
            return new ServiceProfile(number(BOOT, value(properties, BOOT)), ServiceCurve.of(seconds));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static String value(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "'" + key + "' is missing; a profile has " + BOOT + " and " + SERVICE + ", in seconds");
        }
        return value;
    }

    private static double number(String key, String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + key + "' has '" + text.strip() + "', which is no number of seconds", e);
        }
    }

    /** What {@link #parse} reads back as the same. */
    public String text() {
        String seconds = IntStream.rangeClosed(1, service.maxBatch())
                .mapToObj(batch -> Double.toString(service.seconds(batch)))
                .collect(Collectors.joining(","));
        return BOOT + "=" + bootSeconds + "\n# batches of 1, 2, 3… requests\n" + SERVICE + "=" + seconds + "\n";
    }
}
