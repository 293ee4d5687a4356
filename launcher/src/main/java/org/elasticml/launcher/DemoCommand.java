package org.elasticml.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.elasticml.core.workload.Workload;
import org.elasticml.core.workload.WorkloadFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./elastic demo}: all of it, once. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Starts dispatcher, autoscaler and replicas, replays a load through them, shows what happened, stops them.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private DeploymentOptions deployment;

    @Option(names = "--seconds", paramLabel = "N", description = "how long to play (${DEFAULT-VALUE})")
    private int seconds = 120;

    @Option(names = "--full", description = "play the whole workload")
    private boolean full;

    @Option(
            names = "--scale",
            paramLabel = "X",
            description = "multiply the rates by this (otherwise the peak asks what one replica can do, and at most"
                    + " 60 %% of what all can)")
    private Double scale;

    @Option(names = "--workload", paramLabel = "FILE", description = "requests per second (workload.txt)")
    private Path workloadFile;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "photos to send (otherwise images/ if it is there, else drawn ones)")
    private Path images;

    @Option(names = "--out", paramLabel = "DIR", description = "where the report goes (a new folder in runs/)")
    private Path out;

    @Option(names = "--verbose", description = "a line for every image")
    private boolean verbose;

    @Override
    public Integer call() throws LaunchException {
        require(seconds >= 1, "--seconds is a whole number from 1 up");
        require(scale == null || scale > 0, "--scale is a number above 0");
        require(images == null || Files.isDirectory(images), "--images: there is no folder " + images);
        require(out == null || canWrite(out), "--out: " + out + " can't be written");
        deployment.check();
        Project project = Project.current();
        Path file = workloadFile == null ? project.workload() : workloadFile;
        Workload workload = workload(file);
        try (Deployment services = Deployment.start(project, deployment)) {
            Capacity capacity = services.capacity();
            DemoPlan plan = DemoPlan.of(workload, seconds, full, scale == null ? 0 : scale, capacity);
            tell(plan, capacity);
            Path cut = project.stateFolder().resolve("demo-" + services.ports().dispatcher() + ".txt");
            int exitCode;
            try (CpuWatch cpu = new CpuWatch(services::running)) {
                exitCode = LoadTester.run(
                        project,
                        arguments(services.ports(), played(file, workload, plan, cut), plan.scale()),
                        process -> services.note("load-tester", process));
                Deployment.say("%s", cpu.shares());
            }
            Deployment.say("stopping what was started");
            return exitCode;
        }
    }

    private static void tell(DemoPlan plan, Capacity capacity) {
        Deployment.say(
                "playing seconds %s of the workload%s, scaled by %.3f: the peak asks %.1f images/s, %.0f %% of what %s can do",
                plan.seconds(),
                plan.isCut() ? ", its rise and its fall" : "",
                plan.scale(),
                plan.peakPerSecond(),
                100 * plan.peakPerSecond() / (capacity.scales() ? capacity.replicaPerSecond() : capacity.perSecond()),
                capacity.scales() ? "one replica" : "all replicas");
    }

    /** A file of what is played, and which seconds of it; the workload itself, unless something is left out of its middle. */
    private static List<String> played(Path file, Workload workload, DemoPlan plan, Path cut) throws LaunchException {
        int from = plan.isCut() ? 0 : plan.from();
        Workload played = plan.played(workload);
        if (plan.isCut()) {
            try {
                Files.writeString(cut, played.text("Seconds " + plan.seconds() + " of " + file));
            } catch (IOException e) {
                throw new LaunchException("the demo's workload can't be written: " + e.getMessage(), e);
            }
        }
        return List.of(
                "--workload",
                (plan.isCut() ? cut : file).toString(),
                "--from",
                Integer.toString(from),
                "--seconds",
                Integer.toString(played.seconds()));
    }

    private static boolean canWrite(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException e) {
            return false;
        }
    }

    private void require(boolean met, String message) {
        if (!met) {
            throw new ParameterException(command.commandLine(), message);
        }
    }

    private Workload workload(Path file) {
        try {
            return Workload.parse(file.toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), "--workload: " + file + " can't be read");
        } catch (WorkloadFormatException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    /** What the load tester is told. */
    List<String> arguments(Ports ports, List<String> played, double scale) {
        String dispatcher = "http://127.0.0.1:" + ports.dispatcher();
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                "--url",
                dispatcher + "/add_to_queue",
                "--metrics",
                dispatcher + "/q/metrics",
                "--watch",
                dispatcher + "/stats,dispatcher=" + dispatcher,
                "--scale",
                String.format(Locale.ROOT, "%.6f", scale)));
        arguments.addAll(played);
        ports.autoscaler().ifPresent(port -> {
            String autoscaler = "http://127.0.0.1:" + port;
            arguments.addAll(List.of("--metrics", autoscaler + "/q/metrics", "--autoscaler", autoscaler));
            arguments.addAll(List.of("--watch", "autoscaler=" + autoscaler));
        });
        if (images != null) {
            arguments.addAll(List.of("--images", images.toString()));
        }
        if (out != null) {
            arguments.addAll(List.of("--out", out.toString()));
        }
        if (verbose) {
            arguments.add("--verbose");
        }
        return arguments;
    }
}
