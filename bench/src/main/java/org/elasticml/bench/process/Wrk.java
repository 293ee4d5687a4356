package org.elasticml.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.elasticml.bench.measure.WrkReport;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.ServiceProcess;

/** Drives a server by wrk: as many requests at a time as there are connections, each again as soon as it is answered. */
public final class Wrk {
    /** After the last second, wrk waits for what is under way. */
    private static final int GRACE_SECONDS = 60;

    private static final int TIMEOUT_SECONDS = 20;

    private final Path script;
    private final Path photos;
    private final int connections;
    private final Servers servers;

    /**
     * @param script bench/post.lua or bench/post-raw.lua
     * @param photos a file with their paths
     * @param servers keeps wrk from outliving the run
     */
    public Wrk(Path script, Path photos, int connections, Servers servers) {
        this.script = script;
        this.photos = photos;
        this.connections = connections;
        this.servers = servers;
    }

    /**
     * @throws LaunchException if there is no wrk
     */
    public static void require(String program) throws LaunchException {
        try {
            // It has no option that only succeeds: -v ends with 1.
            Process process =
                    new ProcessBuilder(program, "-v").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            process.waitFor();
        } catch (IOException e) {
            throw new LaunchException(
                    "'" + program + "' is missing, which makes the load (Debian: apt-get install wrk)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
    }

    /** @param path where on the server, as in {@code /predict} */
    public WrkReport run(Server server, String path, int seconds) throws LaunchException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--timeout",
                        TIMEOUT_SECONDS + "s",
                        "--latency",
                        "-s",
                        script.toString(),
                        "http://127.0.0.1:" + server.port() + path))
                .redirectErrorStream(true);
        builder.environment().put("PHOTOS", photos.toString());
        Path output = null;
        try {
            output = Files.createTempFile("wrk-", ".txt");
            output.toFile().deleteOnExit();
            Process process = builder.redirectOutput(output.toFile()).start();
            ServiceProcess wrk = servers.add("wrk", process);
            boolean ended = process.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS);
            servers.remove(wrk);
            if (!ended) {
                throw new LaunchException("wrk does not end");
            }
            return WrkReport.parse(Files.readString(output));
        } catch (IOException e) {
            throw new LaunchException("wrk can't be run: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new LaunchException(e.getMessage(), e);
        } finally {
            delete(output);
        }
    }

    private static void delete(Path file) throws LaunchException {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new LaunchException("the temporary file " + file + " can't be deleted", e);
        }
    }
}
