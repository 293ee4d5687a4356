package org.elasticml.cluster.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Texts of manifests by their path in k8s/, and what is in them. */
record Corpus(SortedMap<String, String> texts, List<Filed> objects) {
    /** What is committed. */
    static final Corpus COMMITTED = of(read(Path.of("../k8s")));

    static Corpus of(SortedMap<String, String> texts) {
        List<Filed> objects = new ArrayList<>();
        texts.forEach((path, text) -> {
            try {
                Yaml.read(text).forEach(object -> objects.add(new Filed(path, object)));
            } catch (IOException e) {
                throw new UncheckedIOException(path, e);
            }
        });
        return new Corpus(texts, objects);
    }

    static SortedMap<String, String> read(Path folder) {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** The same with another text for one file, in which something is replaced. */
    Corpus broken(String path, String what, String by) {
        String text = texts.get(path);
        if (text == null || !text.contains(what)) {
            throw new AssertionError(path + " does not say " + what);
        }
        SortedMap<String, String> changed = new TreeMap<>(texts);
        changed.put(path, text.replace(what, by));
        return of(changed);
    }

    /** The same with a file under another name. */
    Corpus renamed(String path, String to) {
        SortedMap<String, String> changed = new TreeMap<>(texts);
        changed.put(to, changed.remove(path));
        return of(changed);
    }

    List<Filed> ofKind(String kind) {
        return objects.stream().filter(object -> object.kind().equals(kind)).toList();
    }

    /**
     * What is there when a folder has been applied: it, those around it, and the top one. What a folder has, hides what is
     * called the same further out.
     */
    List<Filed> inReachOf(String folder) {
        List<Filed> reach = new ArrayList<>();
        for (String at = folder; ; at = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "") {
            String here = at;
            objects.stream()
                    .filter(object -> object.folder().equals(here))
                    .filter(object -> reach.stream().noneMatch(object::isSameAs))
                    .forEach(reach::add);
            if (at.isEmpty()) {
                return reach;
            }
        }
    }

    /** All pods' makers. */
    List<Filed> workloads() {
        return objects.stream()
                .filter(object -> object.manifest().podTemplate().isPresent())
                .toList();
    }
}
