package org.elasticml.loadtester.photo;

import java.util.List;

/**
 * What a run chooses from.
 *
 * @param photos at least one
 * @param origin where they come from, for a reader
 */
public record Photos(List<Photo> photos, String origin) {
    public Photos {
        if (photos.isEmpty()) {
            throw new IllegalArgumentException("no photos");
        }
        photos = List.copyOf(photos);
    }
}
