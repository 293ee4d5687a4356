package org.elasticml.core.workload;

/**
 * A number that a {@link Shape} is drawn by.
 *
 * @param description what it is, with its unit
 * @param preset what it is unless told otherwise
 * @param min the least that is accepted
 * @param max the most
 * @param whole whether it must be a whole number
 */
public record ShapeParameter(String name, String description, double preset, double min, double max, boolean whole) {

    /** Requests per second or users, whichever the shape is drawn for. */
    static ShapeParameter value(String name, double preset, String description) {
        return new ShapeParameter(name, description, preset, 0, Workload.MAX_RATE_PER_SECOND, false);
    }

    static ShapeParameter seconds(String name, double preset, String description) {
        return new ShapeParameter(name, description + ", in seconds", preset, 1, Workload.MAX_SECONDS, false);
    }

    /** What is accepted, as in "a number from 0 to 1". */
    public String accepted() {
        return (whole ? "a whole number from " : "a number from ") + WorkloadText.decimal(min) + " to "
                + WorkloadText.decimal(max);
    }

    /** @throws IllegalArgumentException naming the parameter, the text and what is accepted */
    double parse(String text) {
        double number = WorkloadText.number(text);
        if (!(number >= min && number <= max) || whole && number != Math.rint(number)) {
            throw new IllegalArgumentException(name + "=" + text + ": " + name + " is " + accepted());
        }
        return number;
    }
}
