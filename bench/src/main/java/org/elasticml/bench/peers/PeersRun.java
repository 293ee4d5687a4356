package org.elasticml.bench.peers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.elasticml.bench.Say;
import org.elasticml.bench.measure.WrkReport;
import org.elasticml.bench.process.Memory;
import org.elasticml.bench.process.Server;
import org.elasticml.bench.process.Servers;
import org.elasticml.bench.process.Wrk;
import org.elasticml.launcher.HttpJson;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Ports;
import org.elasticml.launcher.Project;
import org.elasticml.launcher.Replica;
import org.elasticml.launcher.ServiceProcess;
import org.elasticml.launcher.StartLock;
import org.elasticml.mlapp.model.Precision;

/** The steps of {@code bench peers}, in their order. Servers that are not measured are idle. */
final class PeersRun {
    private static final int CORES = 2;
    private static final int WARM_UP_SECONDS = 5;
    /** Of the peer's throughput: at all of it, an open loop's queue grows without end. */
    private static final double PEER_SHARE = 0.95;

    private final Project project;
    private final Servers servers;
    private final Wrk wrk;
    private final String weights;
    private final PeersResult result;
    private final HttpJson http = new HttpJson();

    PeersRun(Project project, Servers servers, Wrk wrk, String weights, PeersResult result) {
        this.project = project;
        this.servers = servers;
        this.wrk = wrk;
        this.weights = weights;
        this.result = result;
    }

    /**
     * Starts all and warms them up.
     *
     * @param ours is given ml-app, once for each precision
     * @return the peer
     */
    Optional<Server> start(Optional<FastApi> fastApi, List<Precision> precisions, int portBase, List<Server> ours)
            throws LaunchException, InterruptedException {
        Optional<Server> peer = Optional.empty();
        StartLock lock = StartLock.take();
        try {
            List<Integer> ports = Ports.free(portBase, 1 + precisions.size());
            if (fastApi.isPresent()) {
                Say.line("starting FastAPI");
                ServiceProcess process = servers.add(fastApi.get().start(ports.get(0), project.logFolder()));
                FastApi.awaitReady(process, http);
                peer = Optional.of(new Server("FastAPI", process));
            }
            for (int i = 0; i < precisions.size(); i++) {
                ours.add(mlApp(precisions.get(i), ports.get(i + 1), CORES));
            }
        } finally {
            lock.close();
        }
        for (Server server : all(peer, ours)) {
            Say.line("warming up %s", server.name());
            wrk.run(server, "/predict", WARM_UP_SECONDS);
        }
        return peer;
    }

    private Server mlApp(Precision precision, int port, int cores) throws LaunchException {
        String name = "ml-app " + precision;
        Say.line("starting %s on %d core%s", name, cores, cores == 1 ? "" : "s");
        ServiceProcess process = servers.add(Replica.start(
                project,
                "ml-app-" + port,
                port,
                cores,
                Map.of("MODEL_PRECISION", precision.toString(), "MODEL_WEIGHTS", weights)));
        String found = process.awaitReady(http).path("precision").asText();
        if (!found.equals(precision.toString())) {
            throw new LaunchException(name + " serves " + found + " instead; its log: " + process.log());
        }
        return new Server(name, process);
    }

    private static List<Server> all(Optional<Server> peer, List<Server> ours) {
        return Stream.concat(peer.stream(), ours.stream()).toList();
    }

    void closedLoop(Optional<Server> peer, List<Server> ours, int repeats, int seconds)
            throws LaunchException, InterruptedException {
        for (int round = 1; round <= repeats; round++) {
            for (Server server : all(peer, ours)) {
                WrkReport report = wrk.run(server, "/predict", seconds);
                result.add(server.name(), report);
                Say.line(
                        "run %d of %d: %s %.1f requests/s, p50 %.1f ms, p99 %.1f ms%s",
                        round,
                        repeats,
                        server.name(),
                        report.requestsPerSecond(),
                        report.p50Millis(),
                        report.p99Millis(),
                        report.isValid() ? "" : ", INVALID");
            }
        }
    }

    /** At the peer's own throughput, and the peer at a little less. */
    void openLoop(FixedRate load, Server peer, List<Server> ours, int seconds)
            throws LaunchException, InterruptedException {
        double rate = result.requestsPerSecond(peer.name());
        for (Server server : all(Optional.of(peer), ours)) {
            double asked = server == peer ? PEER_SHARE * rate : rate;
            Say.line("open loop: %s at %.1f requests/s for %d s", server.name(), asked, seconds);
            result.add(load.run(server, asked, seconds));
        }
    }

    void stop(Optional<Server> peer, List<Server> ours) {
        Say.line("stopping what was started");
        all(peer, ours).forEach(server -> servers.remove(server.process()));
    }

    /** Of one replica on one core, begun for it. */
    void memory(List<Precision> precisions, int portBase, int seconds) throws LaunchException, InterruptedException {
        for (Precision precision : precisions) {
            Server replica = oneCore(precision, portBase);
            Say.line("%s: %d s of load", replica.name(), seconds);
            WrkReport report = wrk.run(replica, "/predict", seconds);
            long pid = replica.process().process().pid();
            result.addPeakMemory(replica.name(), report, Memory.peakMebibytes(pid));
            servers.remove(replica.process());
        }
    }

    private Server oneCore(Precision precision, int portBase) throws LaunchException {
        StartLock lock = StartLock.take();
        try {
            return mlApp(precision, Ports.free(portBase, 1).get(0), 1);
        } finally {
            lock.close();
        }
    }
}
