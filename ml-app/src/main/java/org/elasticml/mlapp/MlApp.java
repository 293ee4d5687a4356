package org.elasticml.mlapp;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticml.mlapp.model.Network;
import org.elasticml.web.Service;

/** Serves ResNet18 over HTTP. */
@QuarkusMain
public final class MlApp {
    private MlApp() {}

    public static void main(String[] args) {
        // Quarkus sets it too, but DJL may log before that; and where starting fails, all that was logged is shown.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger.getLogger("ai.djl").setLevel(Level.WARNING);
        // Libtorch's half a second passes while the framework starts. Should it fail, the replica says why.
        Thread libraries = new Thread(Network::loadLibraries, "libraries");
        libraries.setDaemon(true);
        libraries.setUncaughtExceptionHandler((thread, failure) -> {});
        libraries.start();
        Service.run("ml-app", args);
    }
}
