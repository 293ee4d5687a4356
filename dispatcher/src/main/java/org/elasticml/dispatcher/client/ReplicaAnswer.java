package org.elasticml.dispatcher.client;

import io.vertx.core.buffer.Buffer;

/**
 * What a replica said.
 *
 * @param status of HTTP
 */
public record ReplicaAnswer(int status, Buffer body) {
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether another replica may well do better: this one is broken, the request is not at fault. */
    public boolean isReplicasFault() {
        return status == 500 || status == 502;
    }
}
