package org.elasticml.dispatcher.redis;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.condition.EnabledIf;

/** Skipped where neither the redis-server that the build brings along runs (for want of OpenSSL 3) nor one is on the PATH. */
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "org.elasticml.dispatcher.redis.RedisServer#isThere", disabledReason = "no redis-server runs here")
public @interface EnabledWithRedis {}
