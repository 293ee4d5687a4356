package org.elasticml.dispatcher.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks once for all who want the same at the same time. The first asks; what it is answered, all are. A failure is the
 * others' as well only if it would be whoever asked: else they ask again, once for all of them. Who goes away takes the
 * answer from nobody: the question is called off when nobody is left. Thread-safe.
 *
 * @param <K> what is wanted
 */
final class SingleFlight<K, V> {
    private final Map<K, Flight> flights = new ConcurrentHashMap<>();
    private final BiConsumer<K, V> answered;
    private final Predicate<Throwable> holdsForAll;

    /**
     * @param answered hears of each answer, before those who wait for it
     * @param holdsForAll whether a failure would be the same whoever asked
     */
    SingleFlight(BiConsumer<K, V> answered, Predicate<Throwable> holdsForAll) {
        this.answered = answered;
        this.holdsForAll = holdsForAll;
    }

    /**
     * @param leads whether it was the first
     * @param answer to be cancelled when it is not wanted any more
     */
    record Joined<V>(boolean leads, CompletableFuture<V> answer) {}

    /** @param ask gives an answer that can be cancelled, or fails at once */
    Joined<V> join(K key, Supplier<CompletionStage<V>> ask) {
        Seat seat = new Seat(ask);
        boolean leads = board(key, seat);
        seat.answer.whenComplete((answer, failure) -> {
            if (seat.answer.isCancelled()) {
                seat.flight.leave(seat);
            }
        });
        return new Joined<>(leads, seat.answer);
    }

    /** Questions under way. */
    int size() {
        return flights.size();
    }

    private boolean board(K key, Seat seat) {
        while (true) {
            Flight mine = new Flight(key, seat);
            Flight underway = flights.putIfAbsent(key, mine);
            boolean leads = underway == null;
            if (leads || underway.take(seat)) {
                seat.flight = leads ? mine : underway;
                if (leads) {
                    mine.start();
                }
                if (seat.answer.isCancelled()) { // while it changed flights
                    seat.flight.leave(seat);
                }
                return leads;
            }
            flights.remove(key, underway); // it has just ended
        }
    }

    /** One who wants the answer. */
    private final class Seat {
        private final Supplier<CompletionStage<V>> ask;
        private final CompletableFuture<V> answer = new CompletableFuture<>();
        private volatile Flight flight;

        Seat(Supplier<CompletionStage<V>> ask) {
            this.ask = ask;
        }
    }

    /** One question under way. */
    private final class Flight {
        private final K key;
        private final Seat leader;
        private final List<Seat> seats = new ArrayList<>();
        private CompletableFuture<V> asked;
        private boolean over;

        Flight(K key, Seat leader) {
            this.key = key;
            this.leader = leader;
            seats.add(leader);
        }

        void start() {
            CompletableFuture<V> question;
            try {
                question = leader.ask.get().toCompletableFuture();
            } catch (RuntimeException e) { // refused on arrival
                land(null, e);
                return;
            }
            boolean unwanted;
            synchronized (this) {
                asked = question;
                unwanted = over;
            }
            if (unwanted) {
                question.cancel(false);
            } else {
                question.whenComplete(this::land);
            }
        }

        synchronized boolean take(Seat seat) {
            return !over && seats.add(seat);
        }

        void leave(Seat seat) {
            CompletableFuture<V> unwanted;
            synchronized (this) {
                if (over || !seats.remove(seat) || !seats.isEmpty()) {
                    return;
                }
                over = true;
                unwanted = asked;
            }
            flights.remove(key, this);
            if (unwanted != null) {
                unwanted.cancel(false);
            }
        }

        private void land(V answer, Throwable failure) {
            List<Seat> all;
            if (failure == null) {
                answered.accept(key, answer);
            }
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
                all = List.copyOf(seats);
            }
            flights.remove(key, this);
            for (Seat seat : all) {
                if (failure == null) {
                    seat.answer.complete(answer);
                } else if (seat == leader || holdsForAll.test(failure)) {
                    seat.answer.completeExceptionally(failure);
                } else {
                    board(key, seat);
                }
            }
        }
    }
}
