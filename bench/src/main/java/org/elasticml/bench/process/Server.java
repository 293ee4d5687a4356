package org.elasticml.bench.process;

import org.elasticml.launcher.ServiceProcess;

/**
 * A server to be measured.
 *
 * @param name what to call it in tables
 */
public record Server(String name, ServiceProcess process) {
    public int port() {
        return process.port();
    }
}
