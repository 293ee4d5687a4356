package org.elasticml.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./elastic up}: the services, until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts replicas and dispatcher and keeps them until Ctrl-C, or until 'elastic stop'.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private DeploymentOptions deployment;

    @Override
    public Integer call() throws LaunchException, InterruptedException {
        try (Deployment services = Deployment.on(Project.current(), deployment.ports())) {
            Runtime.getRuntime().addShutdownHook(new Thread(services::close));
            services.start();
            Deployment.say(
                    "try: curl -F file=@photo.jpg http://127.0.0.1:%d/add_to_queue (Ctrl-C ends it)",
                    services.dispatcherPort());
            String ended = services.awaitAnyEnd();
            System.err.println("elastic: ended: " + ended);
            return LaunchException.EXIT_CODE;
        }
    }
}
