package org.elasticml.cluster.images;

import java.util.List;
import java.util.Locale;
import org.elasticml.bench.measure.TextTable;

/**
 * What an image weighs, and where.
 *
 * @param runtime the base with Java, in bytes as all others, compressed
 * @param natives 0 where there are none
 * @param weights 0 where there are none
 */
public record ImageSizes(ImageName image, long runtime, long natives, long weights, LayerSizes own) {
    private long all() {
        return runtime + natives + weights + own.libraries() + own.code();
    }

    /** A row each, in megabytes. */
    public static String table(List<ImageSizes> images) {
        TextTable table = new TextTable(
                "image (MB, compressed)", "in all", "java", "native libraries", "weights", "libraries", "code");
        for (ImageSizes image : images) {
            table.row(
                    image.image.toString(),
                    megabytes(image.all()),
                    megabytes(image.runtime),
                    megabytes(image.natives),
                    megabytes(image.weights),
                    megabytes(image.own.libraries()),
                    megabytes(image.own.code()));
        }
        return table + "A change of code moves at most the last column; a layer that is there already is not moved.";
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "-" : String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
