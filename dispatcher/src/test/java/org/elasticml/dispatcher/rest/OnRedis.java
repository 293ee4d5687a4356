package org.elasticml.dispatcher.rest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.elasticml.dispatcher.redis.RedisServer;

/** The same with the queue in Redis, in a server of its own. */
public final class OnRedis implements QuarkusTestProfile {
    /** Of the profile that is running: a resource and its tests are not of one class loader, but the server is one. */
    public static final class Server implements QuarkusTestResourceLifecycleManager {
        private RedisServer redis;

        @Override
        public Map<String, String> start() {
            try {
                redis = RedisServer.started(RedisServer.binaries().get(0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of("queue", "redis", "redis.url", redis.url());
        }

        /** A field of that type in a test is given the server. */
        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(redis, new TestInjector.MatchesType(RedisServer.class));
        }

        @Override
        public void stop() {
            try {
                redis.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Server.class), new TestResourceEntry(StubReplicas.class));
    }
}
