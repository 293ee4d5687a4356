package org.elasticml.bench.profile;

import static org.elasticml.bench.UsageException.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.elasticml.bench.Photographs;
import org.elasticml.bench.Say;
import org.elasticml.bench.UsageException;
import org.elasticml.bench.process.Servers;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Ports;
import org.elasticml.launcher.Project;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.Photos;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./elastic profile}. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = {
            "Measures one replica, as MODEL_WEIGHTS, MODEL_PRECISION and the other settings of ml-app make it: how long it"
                    + " takes to boot, and for batches of each size that it takes, under load, decoding included.",
            "Writes it down for 'elastic simulate' and the autoscaler."
        })
public final class ProfileCommand implements Callable<Integer> {
    private static final String FILE = "profile.properties";

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "for each batch size at most; less if its mean is known within 2 %% sooner (${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(names = "--starts", paramLabel = "N", description = "boots to measure (${DEFAULT-VALUE})")
    private int starts = 3;

    @Option(names = "--cores", paramLabel = "N", description = "REPLICA_CORES (${DEFAULT-VALUE})")
    private int cores = 1;

    @Option(names = "--images", paramLabel = "DIR", description = "photos to send (otherwise drawn ones)")
    private Optional<Path> images = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "where to write it (.elastic/" + FILE + ")")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description = "take a free port from here on (${DEFAULT-VALUE})")
    private int portBase = 9401;

    @Override
    public Integer call() throws LaunchException, UsageException, IOException, InterruptedException {
        check();
        Project project = Project.current();
        Path file = out.isPresent() ? out.get() : project.stateFolder().resolve(FILE);
        List<Photo> all = Photographs.of(images);
        Photos photos = new Photos(
                all, all.size() + images.map(folder -> " from " + folder).orElse(" drawn ones"));
        int port = Ports.free(portBase, 1).get(0);
        ProfileReport report;
        try (Servers servers = new Servers(project, port)) {
            report = new ProfileRun(project, servers, port, cores, seconds, photos).measure(starts);
        }
        Files.writeString(file, report.file());
        System.out.printf("%n%s%n%s%n%n", report.table(), report.remarks());
        Say.line("written to %s", file);
        return 0;
    }

    private void check() throws UsageException {
        require(seconds >= 1 && seconds <= 600, "--seconds is a whole number from 1 to 600");
        require(starts >= 1 && starts <= 20, "--starts is a whole number from 1 to 20");
        require(cores >= 1 && cores <= 1024, "--cores is a whole number from 1 to 1024");
        require(portBase >= 1 && portBase <= 65_535, "--port-base is a port, from 1 to 65535");
        Path parent = out.map(file -> file.toAbsolutePath().getParent()).orElse(Path.of(""));
        require(
                out.isEmpty() || Files.isWritable(parent) && !Files.isDirectory(out.get()),
                "--out: " + out.orElse(null) + " can't be written");
    }
}
