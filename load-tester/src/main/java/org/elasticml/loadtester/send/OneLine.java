package org.elasticml.loadtester.send;

/** What a target says goes into messages and files: on one line, and not much of it. */
final class OneLine {
    private static final int MAX_LENGTH = 200;

    private OneLine() {}

    static String of(String text) {
        String start = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
        return start.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
