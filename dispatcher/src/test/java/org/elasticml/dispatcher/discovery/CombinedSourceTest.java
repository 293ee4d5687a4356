package org.elasticml.dispatcher.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.junit.jupiter.api.Test;

class CombinedSourceTest {
    /** Says what the test says. */
    private static final class Spoken implements ReplicaSource {
        private final String name;
        private Consumer<Set<Found>> says;
        private boolean listed;
        private boolean closed;

        Spoken(String name) {
            this.name = name;
        }

        @Override
        public void start(Consumer<Set<Found>> changed) {
            says = changed;
        }

        @Override
        public boolean hasListed() {
            return listed;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static ReplicaSource.Found at(String url, boolean draining) {
        return new ReplicaSource.Found(ReplicaAddress.of(url), draining);
    }

    private final Spoken one = new Spoken("one");
    private final Spoken other = new Spoken("other");
    private final ReplicaSource both = new CombinedSource(List.of(one, other));
    private final List<Set<ReplicaSource.Found>> heard = new ArrayList<>();

    @Test
    void hearsAllOfThemAndNothingTwice() {
        both.start(heard::add);
        one.says.accept(Set.of(at("http://a:1", false)));
        other.says.accept(Set.of(at("http://b:1", false)));
        other.says.accept(Set.of(at("http://a:1", false), at("http://b:1", false)));
        one.says.accept(Set.of());
        other.says.accept(Set.of(at("http://b:1", false)));
        assertEquals(
                List.of(
                        Set.of(at("http://a:1", false)),
                        Set.of(at("http://a:1", false), at("http://b:1", false)),
                        Set.of(at("http://b:1", false))),
                heard);
    }

    @Test
    void aReplicaDrainsIfAnyoneSaysSo() {
        both.start(heard::add);
        one.says.accept(Set.of(at("http://a:1", false)));
        other.says.accept(Set.of(at("http://a:1", true)));
        other.says.accept(Set.of());
        assertEquals(
                List.of(
                        Set.of(at("http://a:1", false)),
                        Set.of(at("http://a:1", true)),
                        Set.of(at("http://a:1", false))),
                heard);
    }

    @Test
    void hasListedWhenEachHas() {
        one.listed = true;
        assertFalse(both.hasListed());
        other.listed = true;
        assertTrue(both.hasListed());
    }

    @Test
    void isNamedAfterAllAndClosesAll() {
        assertEquals("one, other", both.name());
        both.close();
        assertTrue(one.closed && other.closed);
    }
}
