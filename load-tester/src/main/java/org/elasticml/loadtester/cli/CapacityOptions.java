package org.elasticml.loadtester.cli;

import java.util.List;
import java.util.Optional;
import org.elasticml.loadtester.measure.capacity.CapacityAim;
import picocli.CommandLine.Option;

/** What the report gives advice for. */
final class CapacityOptions {
    private static final double MAX_RATE = 10_000_000;
    private static final double MAX_MARGIN = 10;

    @Option(
            names = "--capacity-for",
            paramLabel = "RATE",
            split = ",",
            description = "Requests a second for which the report says how many replicas (pods) they take"
                    + " (default: the highest rate of the load, and twice that).")
    List<Double> rates = List.of();

    @Option(
            names = "--margin",
            paramLabel = "20%",
            description = "What these replicas are to take on top of the rate (default: 20%%).")
    Optional<Percentage> margin = Optional.empty();

    /**
     * @throws CommandException naming the option that is out of range
     */
    void check() throws CommandException {
        for (double rate : rates) {
            Usage.require(rate > 0 && rate <= MAX_RATE, "--capacity-for is of rates more than 0, at most 10000000");
        }
        Usage.require(
                margin.map(Percentage::share).orElse(0.0) <= MAX_MARGIN, "--margin is from 0% to 1000%, as in 20%");
    }

    /** With what is not given as it was. */
    CapacityAim over(CapacityAim given) {
        return new CapacityAim(
                rates.isEmpty() ? given.rates() : rates,
                margin.map(Percentage::share).orElse(given.margin()));
    }
}
