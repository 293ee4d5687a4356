package org.elasticml.cluster.imagetest;

import static org.elasticml.bench.UsageException.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.elasticml.bench.JsonFile;
import org.elasticml.bench.Photographs;
import org.elasticml.bench.UsageException;
import org.elasticml.bench.process.Programs;
import org.elasticml.cluster.images.Program;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Project;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.cli.ExitCode;
import org.elasticml.loadtester.photo.Photo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./elastic images test}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Builds the images of ml-app and dispatcher, with the built-in weights, into a registry of its own, and runs"
                    + " them by podman as the manifests in k8s/ say: one dispatcher and two replicas, within their limits,"
                    + " read-only, without root or any right.",
            "Posts photos, puts load on them, scales one away and back, and says what became of it. Without podman,"
                    + " runc or docker-registry it says so, and is skipped."
        },
        footer = {
            "",
            "Exit codes: 0 fine, or skipped; 1 could not start or a count was wrong, 2 usage,",
            "99 a threshold was missed."
        })
public final class TestCommand implements Callable<Integer> {
    private static final int SHORT_SECONDS = 20;

    @Option(
            names = "--base",
            defaultValue = "${env:IMAGE_BASE:-}",
            paramLabel = "IMAGE",
            description = "what the images stand on, as for 'images push'; IMAGE_BASE, else one is made by debootstrap,"
                    + " which asks for root")
    private String base;

    @Option(
            names = "--scale-downs",
            paramLabel = "N",
            description = "how often a replica goes, and another comes (${DEFAULT-VALUE})")
    private int scaleDowns = 1;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "how long one replica does what it can: half of it at 90 %%, half with requests always waiting;"
                            + " 20 s unless set")
    private Optional<Integer> minutes = Optional.empty();

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description =
                    "photos of what the built-in weights know, called after it or listed in labels.csv, as for"
                            + " 'elastic load'; without it, whether answers are right is not judged, but whether they are alike")
    private Optional<Path> images = Optional.empty();

    @Option(names = "--port-base", paramLabel = "PORT", description = "take free ports from here on (${DEFAULT-VALUE})")
    private int portBase = 9601;

    @Option(names = "--json", paramLabel = "FILE", description = "also write all figures here")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws Exception {
        try {
            check();
            List<Photo> known = known();
            List<String> missing = Tools.missing(
                    !base.isBlank(), System.getProperty("user.name").equals("root"), Programs::isThere);
            if (!missing.isEmpty()) {
                System.out.println("images test is skipped: this machine has no " + String.join(", no ", missing));
                return ExitCode.FINE;
            }
            return judge(new TestRun(Project.current(), base, known, portBase).play(scaleDowns, seconds()));
        } catch (UsageException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } catch (LaunchException e) {
            throw Program.error(e.getMessage());
        }
    }

    private List<Photo> known() throws UsageException, CommandException {
        try {
            return Photographs.of(images);
        } catch (IOException e) {
            throw Program.error("the photos can't be had: " + e.getMessage());
        }
    }

    private int judge(TestReport report) throws Exception {
        System.out.println();
        System.out.print(report.text());
        if (json.isPresent()) {
            JsonFile.write(json.get(), report);
        }
        if (!report.wrong().isEmpty()) {
            throw Program.error(String.join("; ", report.wrong()));
        }
        return report.missed().isEmpty() ? ExitCode.FINE : ExitCode.MISSED;
    }

    private int seconds() {
        return minutes.map(set -> set * 60).orElse(SHORT_SECONDS);
    }

    private void check() throws UsageException {
        require(scaleDowns >= 1 && scaleDowns <= 1000, "--scale-downs is a whole number from 1 to 1000");
        require(minutes.orElse(1) >= 1 && minutes.orElse(1) <= 600, "--minutes is a whole number from 1 to 600");
        require(portBase >= 1 && portBase <= 65_535, "--port-base is a port, from 1 to 65535");
        Path parent = json.map(file -> file.toAbsolutePath().getParent()).orElse(Path.of(""));
        require(json.isEmpty() || Files.isWritable(parent), "--json: " + parent + " can't be written");
    }
}
