package org.elasticml.mlapp.weights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The classes' names. */
public final class Labels {
    private static final int IMAGENET_CLASSES = 1000;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private Labels() {}

    /** Names that come with the project. */
    public enum Known {
        IMAGENET("/weights/imagenet-classes.txt"),
        BUILTIN("/weights/resnet18-imagenette.labels.txt"),
        NONE(null);

        private final String resource;

        Known(String resource) {
            this.resource = resource;
        }
    }

    /**
     * One name a class. From the file if one is set; else those known for the weights; else, for a network of 1,000
     * classes, ImageNet's, as nearly all of those are; else {@code class 0} and so on. A colon in a name becomes a
     * space, since an answer's text sets the confidence off with one.
     *
     * @param file {@code MODEL_LABELS}: a name a line, line i (from 0) is class i
     * @throws WeightsException if the file can't be read or has not one line a class
     */
    public static List<String> of(Optional<Path> file, Known known, int classes) throws WeightsException {
        List<String> labels;
        if (file.isPresent()) {
            labels = read(file.get());
        } else if (known != Known.NONE) {
            labels = resource(known);
        } else if (classes == IMAGENET_CLASSES) {
            labels = resource(Known.IMAGENET);
        } else {
            labels = IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
        }
        if (labels.size() != classes) {
            throw new WeightsException((file.isPresent() ? "MODEL_LABELS " + file.get() : "the list of labels")
                    + " has " + labels.size() + " lines, the weights have " + classes + " classes");
        }
        return labels.stream()
                .map(label -> label.replace(':', ' ').strip())
                .map(label -> label.isEmpty() ? "unnamed" : label)
                .toList();
    }

    private static List<String> read(Path file) throws WeightsException {
        try {
            String text = Files.readString(file);
            return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (MalformedInputException e) {
            throw new WeightsException("the labels file " + file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new WeightsException("the labels file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static List<String> resource(Known known) throws WeightsException {
        try (InputStream in = Labels.class.getResourceAsStream(known.resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new WeightsException("the labels of " + known + " can't be read", e);
        }
    }
}
