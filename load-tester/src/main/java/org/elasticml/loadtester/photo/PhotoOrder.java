package org.elasticml.loadtester.photo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Endless passes over the photos, each pass shuffled anew: random, yet every photo is sent about equally often. */
public final class PhotoOrder implements Supplier<Photo> {
    private final List<Photo> photos;
    private final Random random;
    private int next;

    public PhotoOrder(Photos photos, Random random) {
        this.photos = new ArrayList<>(photos.photos());
        this.random = random;
    }

    @Override
    public Photo get() {
        if (next == 0) {
            Collections.shuffle(photos, random);
        }
        Photo photo = photos.get(next);
        next = (next + 1) % photos.size();
        return photo;
    }
}
