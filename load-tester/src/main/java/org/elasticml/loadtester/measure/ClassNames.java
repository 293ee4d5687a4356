package org.elasticml.loadtester.measure;

import java.util.Locale;

/**
 * When two class names are the same: file names, label files and models write them differently. Compared is the part
 * before the first comma ("tench, Tinca tinca" is "tench"), in lower case, with underscores, hyphens and runs of white
 * space as one space each.
 */
public final class ClassNames {
    private ClassNames() {}

    public static String normalized(String name) {
        return name.split(",", 2)[0].replaceAll("[\\s_-]+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
