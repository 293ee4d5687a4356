package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServedModelTest {
    private final ServedModel model = new ServedModel();

    @Test
    void isKnownWhenAllHaveSaidTheSame() {
        assertEquals(Optional.empty(), model.hash(), "no replica");
        model.replicas(Set.of("a"));
        assertEquals(Optional.empty(), model.hash(), "a has not said");
        model.replicas(Set.of("a", "b"));
        model.heard("a", "x");
        assertEquals(Optional.empty(), model.hash(), "b has not said");
        model.heard("b", "x");
        assertEquals(Optional.of("x"), model.hash());
        model.replicas(Set.of("a", "b", "c"));
        assertEquals(Optional.empty(), model.hash(), "c is new");
        model.heard("c", "");
        assertEquals(Optional.empty(), model.hash(), "c does not tell");
    }

    @Test
    void isUnknownInTheMiddleOfARollingUpdate() {
        model.replicas(Set.of("a", "b"));
        model.heard("a", "x");
        model.heard("b", "y");
        assertEquals(Optional.empty(), model.hash());
        model.replicas(Set.of("b"));
        assertEquals(Optional.of("y"), model.hash());
        model.heard("a", "x");
        assertEquals(Optional.of("y"), model.hash(), "a has gone");
    }

    @Test
    void oneThatIsSilentDoesNotCountUntilItIsBack() {
        model.replicas(Set.of("a", "b"));
        model.heard("a", "x");
        model.silent("b");
        assertEquals(Optional.of("x"), model.hash());
        model.heard("b", "y");
        assertEquals(Optional.empty(), model.hash());
    }
}
