package org.elasticml.bench.peers;

import org.elasticml.launcher.ServiceProcess;

/**
 * A server to be measured.
 *
 * @param name what to call it in tables
 */
record Server(String name, ServiceProcess process) {
    int port() {
        return process.port();
    }
}
