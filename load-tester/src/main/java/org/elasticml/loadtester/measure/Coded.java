package org.elasticml.loadtester.measure;

/** A column of values that come again and again: a number for each row, and once what the number stands for. */
final class Coded<T> {
    private final Dictionary<T> dictionary;
    private final Ints codes;

    Coded(Dictionary<T> dictionary) {
        this(dictionary, new Ints());
    }

    private Coded(Dictionary<T> dictionary, Ints codes) {
        this.dictionary = dictionary;
        this.codes = codes;
    }

    void add(T value) {
        codes.add(dictionary.code(value));
    }

    T get(int row) {
        return dictionary.value(codes.get(row));
    }

    /** Those rows, in that order. */
    Coded<T> rows(int[] order) {
        return new Coded<>(dictionary, codes.rows(order));
    }
}
