package org.elasticml.autoscaler;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.elasticml.web.Service;

/** Observes the load, forecasts it, decides how many replicas there are to be, and sees to it. */
@QuarkusMain
public final class Autoscaler {
    private Autoscaler() {}

    public static void main(String[] args) {
        Service.run("autoscaler", args);
    }
}
