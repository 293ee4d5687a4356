package org.elasticml.mlapp.serving;

import java.util.List;

/**
 * What a photo was recognised as.
 *
 * @param top the most probable classes, best first, at least one
 */
public record Classification(List<Candidate> top) {
    /**
     * @param confidence the class's probability, from 0 to 1
     */
    public record Candidate(String label, int classId, float confidence) {}
}
