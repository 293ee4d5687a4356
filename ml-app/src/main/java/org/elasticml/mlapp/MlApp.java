package org.elasticml.mlapp;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.elasticml.mlapp.model.Network;
import org.elasticml.web.Service;

/** Serves ResNet18 over HTTP. */
@QuarkusMain
public final class MlApp {
    private MlApp() {}

    public static void main(String[] args) {
        // Libtorch's half a second passes while the framework starts. Should it fail, the replica says why.
        Thread libraries = new Thread(Network::loadLibraries, "libraries");
        libraries.setDaemon(true);
        libraries.setUncaughtExceptionHandler((thread, failure) -> {});
        libraries.start();
        Service.run("ml-app", args);
    }
}
