package org.elasticml.bench.peers;

import static org.elasticml.bench.UsageException.require;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.elasticml.bench.Photographs;
import org.elasticml.bench.Say;
import org.elasticml.bench.UsageException;
import org.elasticml.bench.WrittenPhotos;
import org.elasticml.bench.contest.Precisions;
import org.elasticml.bench.process.Server;
import org.elasticml.bench.process.Servers;
import org.elasticml.bench.process.Wrk;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Ports;
import org.elasticml.launcher.Project;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.mlapp.model.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench peers}. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description = {
            "The whole service beside its peers on this machine: FastAPI with torchvision on two processes, where its"
                    + " packages are installed, and ml-app on two cores in each precision.",
            "wrk drives them in turn with the same photos; then the open loop shows p99 at the peer's own rate, and one"
                    + " replica on one core its memory under load. wrk is needed."
        })
public final class PeersCommand implements Callable<Integer> {
    @Option(names = "--seconds", paramLabel = "N", description = "a run's length (${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(names = "--repeats", paramLabel = "N", description = "runs of each server (${DEFAULT-VALUE})")
    private int repeats = 5;

    @Option(
            names = "--precision",
            paramLabel = "P",
            split = ",",
            description = "of ml-app, one server each (all that this CPU can do)")
    private List<String> precisions = List.of();

    @Option(names = "--connections", paramLabel = "N", description = "requests at a time (${DEFAULT-VALUE})")
    private int connections = 8;

    @Option(
            names = "--memory-seconds",
            paramLabel = "N",
            description = "load before memory is read (${DEFAULT-VALUE}); 0 leaves it out")
    private int memorySeconds = 30;

    @Option(names = "--images", paramLabel = "DIR", description = "photos to send (otherwise drawn ones)")
    private Optional<Path> images = Optional.empty();

    @Option(
            names = "--peer",
            paramLabel = "DIR",
            description = "where FastAPI's app.py is (../shared/peers/fastapi beside the project)")
    private Optional<Path> peer = Optional.empty();

    @Option(names = "--weights", paramLabel = "W", description = "ml-app's MODEL_WEIGHTS (${DEFAULT-VALUE})")
    private String weights = "builtin";

    @Option(names = "--port-base", paramLabel = "PORT", description = "take free ports from here on (${DEFAULT-VALUE})")
    private int portBase = 9301;

    @Option(names = "--json", paramLabel = "FILE", description = "also write all figures here")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws Exception {
        check();
        Project project = Project.current();
        List<Precision> possible = Precisions.possible(precisions, Say::line);
        List<Photo> photos = Photographs.of(images);
        Wrk.require("wrk");
        Path folder =
                peer.orElse(project.root().resolve("../shared/peers/fastapi").normalize());
        Optional<FastApi> fastApi = FastApi.find(folder, Say::line);
        PeersResult result = new PeersResult(String.format(
                Locale.ROOT,
                "%d connections, %d runs of %d s each, %d photos (%s), weights %s",
                connections,
                repeats,
                seconds,
                photos.size(),
                images.map(Path::toString).orElse("drawn"),
                weights));
        int port = Ports.free(portBase, 1).get(0);
        try (WrittenPhotos files = WrittenPhotos.of(photos);
                Servers servers = new Servers(project, port)) {
            Wrk wrk = new Wrk(project.root().resolve("bench/post.lua"), files.list(), connections, servers);
            PeersRun run = new PeersRun(project, servers, wrk, weights, result);
            List<Server> ours = new ArrayList<>();
            Optional<Server> theirs = run.start(fastApi, possible, portBase, ours);
            run.closedLoop(theirs, ours, repeats, seconds);
            if (theirs.isPresent()) {
                run.openLoop(new FixedRate(photos), theirs.get(), ours, 2 * seconds);
            }
            run.stop(theirs, ours);
            if (memorySeconds > 0) {
                run.memory(possible, portBase, memorySeconds);
            }
            System.out.println();
            System.out.print(result.text(theirs.map(Server::name)));
            if (json.isPresent()) {
                result.writeJson(json.get());
            }
        }
        return result.isValid() ? 0 : LaunchException.EXIT_CODE;
    }

    private void check() throws UsageException {
        require(seconds >= 1 && seconds <= 600, "--seconds is a whole number from 1 to 600");
        require(repeats >= 1 && repeats <= 100, "--repeats is a whole number from 1 to 100");
        require(connections >= 1 && connections <= 1000, "--connections is a whole number from 1 to 1000");
        require(memorySeconds >= 0 && memorySeconds <= 600, "--memory-seconds is a whole number from 0 to 600");
        require(portBase >= 1 && portBase <= 65_535, "--port-base is a port, from 1 to 65535");
        require(peer.isEmpty() || Files.isDirectory(peer.get()), "--peer: there is no folder " + peer.orElse(null));
        Path parent = json.map(file -> file.toAbsolutePath().getParent()).orElse(Path.of(""));
        require(json.isEmpty() || Files.isWritable(parent), "--json: " + parent + " can't be written");
    }
}
