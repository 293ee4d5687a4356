package org.elasticml.simulator.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Shape;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.cli.ExitCode;
import org.elasticml.loadtester.cli.Usage;
import org.elasticml.loadtester.cli.WorkloadFile;
import org.elasticml.simulator.play.Load;
import picocli.CommandLine.Option;

/** What comes. */
final class LoadOptions {
    @Option(
            names = "--workload",
            paramLabel = "FILE",
            split = ",",
            description = "Files of requests per second: one number a second, or CSV with a time column"
                    + " (default: workload.txt, unless there is a --shape).")
    List<Path> workloads = List.of();

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            split = ",",
            description =
                    "Known shapes, with the parameters that 'elastic load shape --help' shows: double-wave, spike,"
                            + " ramp, diurnal, mmpp …")
    List<String> shapes = List.of();

    @Option(
            names = "--shape-seconds",
            paramLabel = "S",
            defaultValue = "600",
            description = "How long each shape lasts (default: ${DEFAULT-VALUE}).")
    int shapeSeconds;

    @Option(
            names = "--scale",
            paramLabel = "X",
            split = ",",
            defaultValue = "1",
            description = "Multiplies every rate (default: ${DEFAULT-VALUE}).")
    List<Double> scales;

    @Option(
            names = "--arrivals",
            paramLabel = "poisson|uniform|burst|barazmoon",
            defaultValue = "poisson",
            description = "How requests are spread over time (default: ${DEFAULT-VALUE}).")
    Arrivals arrivals;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How often each is played, with arrivals drawn anew; of more than one there are 95%% intervals"
                            + " (default: ${DEFAULT-VALUE}).")
    int seeds;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "The first seed; those that follow are the others (default: ${DEFAULT-VALUE}).")
    long seed;

    private static final int MAX_SEEDS = 1000;

    /** Each workload at each scale. */
    List<Load> loads() throws CommandException {
        Usage.require(seeds >= 1 && seeds <= MAX_SEEDS, "--seeds is from 1 to " + MAX_SEEDS + ", not " + seeds);
        List<Load> loads = new ArrayList<>();
        for (Map.Entry<String, Optional<Shape>> each : sources().entrySet()) {
            for (double scale : Lists.distinct(scales)) {
                loads.add(load(each.getKey(), each.getValue(), scale));
            }
        }
        return loads;
    }

    /** By name: shapes, and files, which have none. */
    private Map<String, Optional<Shape>> sources() throws CommandException {
        Map<String, Optional<Shape>> sources = new LinkedHashMap<>();
        List<Path> files = workloads.isEmpty() && shapes.isEmpty() ? List.of(Path.of("workload.txt")) : workloads;
        files.forEach(file -> sources.put(file.toString(), Optional.empty()));
        for (String shape : shapes) {
            try {
                sources.put(shape, Optional.of(Shape.named(shape)));
            } catch (IllegalArgumentException e) {
                throw new CommandException(ExitCode.USAGE, "--shape: " + e.getMessage());
            }
        }
        return sources;
    }

    private Load load(String source, Optional<Shape> shape, double scale) throws CommandException {
        try {
            Workload workload = shape.isPresent()
                    ? shape.get().workload(shapeSeconds, List.of())
                    : WorkloadFile.read("--workload", Path.of(source));
            Usage.require(scale > 0, "--scale is more than 0, not " + scale);
            Workload scaled = workload.scaled(scale);
            Usage.require(scaled.requests() > 0, source + " asks for no requests");
            String title = shape.isPresent() ? shape.get().title(shapeSeconds, List.of()) : source;
            String name = shape.isPresent() ? source : name(Path.of(source));
            return new Load(name, title, scale, scaled);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, source + ": " + e.getMessage());
        }
    }

    /** The file's own, unless another of that name is in another folder. */
    private String name(Path file) {
        long alike = workloads.stream()
                .distinct()
                .filter(other -> other.getFileName().equals(file.getFileName()))
                .count();
        return alike > 1 ? file.toString() : file.getFileName().toString();
    }
}
