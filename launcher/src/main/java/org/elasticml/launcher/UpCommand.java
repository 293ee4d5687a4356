package org.elasticml.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./elastic up}: the services, until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Starts dispatcher, autoscaler and a first replica, and keeps them until Ctrl-C or 'elastic stop'.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private DeploymentOptions deployment;

    @Override
    public Integer call() throws LaunchException {
        deployment.check();
        try (Deployment services = Deployment.start(Project.current(), deployment)) {
            Deployment.say(
                    "try: curl -F file=@photo.jpg http://127.0.0.1:%d/add_to_queue (Ctrl-C ends it)",
                    services.ports().dispatcher());
            services.watch();
            return services.wasStopped() ? 0 : LaunchException.EXIT_CODE;
        }
    }
}
