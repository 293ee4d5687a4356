package org.elasticml.loadtester.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Prediction;
import org.elasticml.loadtester.measure.RequestRecord;

/** A line for each image: what it was taken for the first time it was, else why it never was. */
public final class ImageLines {
    private ImageLines() {}

    /** By the name of the image. */
    public static List<String> of(List<RequestRecord> records) {
        Map<String, List<RequestRecord>> byImage = records.stream()
                .collect(Collectors.groupingBy(RequestRecord::image, TreeMap::new, Collectors.toList()));
        return byImage.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String line(String image, List<RequestRecord> records) {
        Answer answer = records.stream()
                .map(RequestRecord::answer)
                .min(Comparator.comparing(candidate -> candidate.prediction().isEmpty()))
                .orElseThrow();
        return "Image " + image + ": "
                + answer.prediction()
                        .map(ImageLines::classified)
                        .orElse(answer.error().orElse("no prediction in the answer"));
    }

    private static String classified(Prediction prediction) {
        return String.format(
                Locale.ROOT,
                "Classified as '%s' with %.1f%% confidence",
                prediction.label(),
                100 * prediction.confidence());
    }
}
