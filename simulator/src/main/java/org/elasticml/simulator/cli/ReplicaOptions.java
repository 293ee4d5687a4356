package org.elasticml.simulator.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.elasticml.core.scale.ServiceCurve;
import org.elasticml.core.scale.ServiceProfile;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.cli.ExitCode;
import org.elasticml.loadtester.cli.Usage;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.simulator.play.Service;
import picocli.CommandLine.Option;

/** What replicas take: to serve, and to boot. */
final class ReplicaOptions {
    private static final double DEFAULT_SERVICE_MILLIS = 100;
    private static final double DEFAULT_BOOT_SECONDS = 5;
    private static final double MAX_BOOT_SECONDS = 3600;

    @Option(
            names = "--service-ms",
            paramLabel = "MS",
            split = ",",
            description = "What a core takes for a request, one at a time (default: 100, unless there is a --profile).")
    List<Double> serviceMillis = List.of();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "What was measured of a replica instead: the seconds of batches of 1, 2, 3 … requests"
                    + " (service-seconds=0.03,0.05) and of a boot (boot-seconds=4).")
    Optional<Path> profile;

    @Option(
            names = "--variation",
            paramLabel = "V",
            defaultValue = "0",
            description =
                    "Coefficient of variation of the service times, which are lognormal then; with 0 they are constant"
                            + " (default: ${DEFAULT-VALUE}).")
    double variation;

    @Option(
            names = "--boot-s",
            paramLabel = "S",
            split = ",",
            description = "From asking for a replica until it serves (default: 5, or the profile's).")
    List<Double> bootSeconds = List.of();

    private static final double MAX_VARIATION = 10;

    record Replicas(List<Service> services, List<Double> bootSeconds) {}

    Replicas read(double sloMillis) throws CommandException {
        Usage.require(
                variation >= 0 && variation <= MAX_VARIATION,
                "--variation is from 0 to " + Figures.trimmed(MAX_VARIATION) + ", not " + variation);
        Usage.require(profile.isEmpty() || serviceMillis.isEmpty(), "--service-ms or --profile, not both");
        Optional<ServiceProfile> measured =
                profile.isPresent() ? Optional.of(profile(profile.get())) : Optional.empty();
        List<Double> boots = bootSeconds.isEmpty()
                ? List.of(measured.map(ServiceProfile::bootSeconds).orElse(DEFAULT_BOOT_SECONDS))
                : Lists.distinct(bootSeconds);
        for (double boot : boots) {
            Usage.require(
                    boot >= 0 && boot <= MAX_BOOT_SECONDS,
                    "--boot-s is from 0 to " + Figures.trimmed(MAX_BOOT_SECONDS) + ", not " + Figures.trimmed(boot));
        }
        return new Replicas(
                measured.isPresent()
                        ? List.of(new Service(
                                profile.get().getFileName().toString(),
                                measured.get().service()))
                        : services(sloMillis),
                boots);
    }

    private List<Service> services(double sloMillis) throws CommandException {
        List<Service> services = new ArrayList<>();
        for (double millis :
                serviceMillis.isEmpty() ? List.of(DEFAULT_SERVICE_MILLIS) : Lists.distinct(serviceMillis)) {
            Usage.require(
                    millis > 0 && millis <= sloMillis,
                    "--service-ms is more than 0 and at most the SLO of " + Figures.trimmed(sloMillis) + " ms, not "
                            + Figures.trimmed(millis));
            services.add(new Service(Figures.trimmed(millis) + " ms", ServiceCurve.of(millis / 1000)));
        }
        return services;
    }

    private static ServiceProfile profile(Path file) throws CommandException {
        try {
            return ServiceProfile.parse(file.toString(), Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--profile: " + e.getMessage());
        } catch (MalformedInputException e) {
            throw new CommandException(ExitCode.USAGE, "--profile: " + file + " is not text");
        } catch (IOException e) {
            throw Usage.unreadable("--profile", file, e);
        }
    }
}
