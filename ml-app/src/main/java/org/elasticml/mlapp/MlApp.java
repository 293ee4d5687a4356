package org.elasticml.mlapp;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.elasticml.web.Service;

/** Serves ResNet18 over HTTP. */
@QuarkusMain
public final class MlApp {
    private MlApp() {}

    public static void main(String[] args) {
        Service.run("ml-app", args);
    }
}
