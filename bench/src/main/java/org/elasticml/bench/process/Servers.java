package org.elasticml.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Project;
import org.elasticml.launcher.Running;
import org.elasticml.launcher.ServiceProcess;

/**
 * All processes of a run: written down, so that {@code elastic stop} finds them, and stopped when closed and when this
 * program is told to stop.
 */
public final class Servers implements AutoCloseable {
    private final Path file;
    private final Path logs;
    private final List<ServiceProcess> all = new ArrayList<>();
    private final Thread hook = new Thread(this::stopAll);
    private boolean stopped;

    /**
     * @param port any of the run's own
     */
    public Servers(Project project, int port) throws LaunchException {
        file = Running.file(project.stateFolder(), port);
        logs = project.logFolder();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public synchronized ServiceProcess add(ServiceProcess process) throws LaunchException {
        all.add(process);
        if (stopped) {
            stop(process);
            throw new LaunchException("stopped");
        }
        Running.write(file, all.stream().map(Running::of).toList());
        return process;
    }

    /** A process that is no server but must not outlive the run. */
    public ServiceProcess add(String name, Process process) throws LaunchException {
        return add(new ServiceProcess(name, 0, logs, process));
    }

    /** Stops one, and forgets it. */
    public synchronized void remove(ServiceProcess process) {
        stop(process);
        all.remove(process);
        Running.write(file, all.stream().map(Running::of).toList());
    }

    /** With all that it started: a server's workers outlive it if it is killed. */
    private static void stop(ServiceProcess process) {
        List<ProcessHandle> descendants =
                process.process().toHandle().descendants().toList();
        Running.of(process).stop();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private synchronized void stopAll() {
        stopped = true;
        all.forEach(Servers::stop);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // this program is stopping, and the hook runs
        }
    }
}
