package org.elasticml.dispatcher;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.elasticml.web.Service;

/** Takes images, queues them and balances them over the ml-app replicas. */
@QuarkusMain
public final class Dispatcher {
    private Dispatcher() {}

    public static void main(String[] args) {
        Service.run("dispatcher", args);
    }
}
