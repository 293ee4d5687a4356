package org.elasticml.bench.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.ServiceProcess;

/** Tells a stub how to behave. */
final class StubControl {
    private StubControl() {}

    /** It answers all photos with that status from now on. */
    static void answerWith(int status, ServiceProcess stub) throws LaunchException, InterruptedException {
        URI control = URI.create(Stage.url(stub) + "/control?status=" + status);
        try {
            int answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(control)
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (answer != 200) {
                throw new LaunchException("the stub answers " + control + " with " + answer);
            }
        } catch (IOException e) {
            throw new LaunchException("the stub does not answer " + control + ": " + e, e);
        }
    }
}
