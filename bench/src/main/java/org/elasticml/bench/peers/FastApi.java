package org.elasticml.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.elasticml.bench.Python;
import org.elasticml.launcher.HttpJson;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.ServiceProcess;

/**
 * The peer: FastAPI, Pillow and torchvision in two processes of one thread each.
 *
 * @param folder with its {@code app.py}
 */
record FastApi(Python python, Path folder) {
    private static final int WORKERS = 2;
    private static final List<String> MODULES =
            List.of("torch", "torchvision", "PIL", "fastapi", "uvicorn", "multipart");
    private static final String WORKER_READY = "Application startup complete";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration POLL_EVERY = Duration.ofMillis(100);

    /**
     * Looks whether it can be run.
     *
     * @param say hears what is missing
     */
    static Optional<FastApi> find(Path folder, Consumer<String> say) {
        if (!Files.exists(folder.resolve("app.py"))) {
            say.accept(
                    "not compared with FastAPI: there is no " + folder.resolve("app.py") + "; --peer says where it is");
            return Optional.empty();
        }
        return Python.with(MODULES, say).map(python -> new FastApi(python, folder));
    }

    /** Starts it; it is not yet ready. */
    ServiceProcess start(int port, Path logs) throws LaunchException {
        return ServiceProcess.start(
                "fastapi-" + port,
                port,
                python.command(
                        "-m",
                        "uvicorn",
                        "app:app",
                        "--app-dir",
                        folder.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--workers",
                        Integer.toString(WORKERS),
                        "--no-access-log"),
                Map.of("T", "1", "OMP_NUM_THREADS", "1"),
                logs);
    }

    /** Waits until each of its workers has said that it is. */
    static void awaitReady(ServiceProcess process, HttpJson http) throws LaunchException {
        process.awaitReady(http);
        long deadlineNanos = System.nanoTime() + START_TIMEOUT.toNanos();
        try {
            while (readyWorkers(process.log()) < WORKERS) {
                if (System.nanoTime() - deadlineNanos > 0 || !process.process().isAlive()) {
                    throw new LaunchException(process.name() + " is not ready; its log: " + process.log());
                }
                Thread.sleep(POLL_EVERY.toMillis());
            }
        } catch (IOException e) {
            throw new LaunchException("the log " + process.log() + " can't be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
    }

    private static long readyWorkers(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(WORKER_READY))
                .count();
    }
}
