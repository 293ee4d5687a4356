package org.elasticml.bench.process;

import java.nio.file.Path;
import java.util.List;
import org.elasticml.bench.stub.StubReplica;
import org.elasticml.bench.stub.StubSettings;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Project;
import org.elasticml.launcher.ServiceProcess;

/** Starts {@link StubReplica}s as processes of their own. */
public final class Stubs {
    private Stubs() {}

    /** Does not wait until it is ready. */
    public static ServiceProcess start(Project project, int port, StubSettings settings) throws LaunchException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                StubReplica.class.getName());
        return ServiceProcess.start("stub-" + port, port, command, settings.environment(), project.logFolder());
    }
}
