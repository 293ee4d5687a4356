package org.elasticml.cluster.imagetest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The programs of others without which the test is skipped; all are Debian packages of the same name. */
final class Tools {
    private static final List<String> ALWAYS = List.of("podman", "runc", "docker-registry");
    private static final String BASE = "debootstrap";

    private Tools() {}

    /**
     * What is missing, for a reader.
     *
     * @param hasBase whether the images' base is named, so that none is to be made
     * @param isRoot whether this user may do what only root may
     */
    static List<String> missing(boolean hasBase, boolean isRoot, Predicate<String> isThere) {
        List<String> missing = new ArrayList<>();
        ALWAYS.stream().filter(isThere.negate()).forEach(missing::add);
        if (!hasBase && !isThere.test(BASE)) {
            missing.add(BASE + " (or IMAGE_BASE)");
        } else if (!hasBase && !isRoot) {
            missing.add("root's rights for " + BASE + " (or IMAGE_BASE)");
        }
        return missing;
    }
}
