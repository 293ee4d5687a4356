package org.elasticml.dispatcher.redis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests on a server of their own, of each version that there is here. */
@EnabledWithRedis
@ParameterizedClass
@MethodSource("org.elasticml.dispatcher.redis.RedisServer#binaries")
abstract class OnRedis {
    @Parameter
    Path binary;

    RedisServer server;
    private final List<TestDispatcher> dispatchers = new ArrayList<>();

    @BeforeEach
    void startServer() throws Exception {
        server = RedisServer.started(binary);
    }

    @AfterEach
    void stopAll() throws Exception {
        for (TestDispatcher dispatcher : dispatchers) {
            dispatcher.die();
        }
        server.close();
    }

    /** Connected. */
    TestDispatcher dispatcher() {
        return trying(new TestDispatcher(server.url())).connect();
    }

    /** Ended with the test. */
    TestDispatcher trying(TestDispatcher dispatcher) {
        dispatchers.add(dispatcher);
        return dispatcher;
    }
}
