package org.elasticml.dispatcher.rest;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.elasticml.dispatcher.redis.EnabledWithRedis;

/** To a client that asks later, neither. */
@EnabledWithRedis
@QuarkusTest
@TestProfile(OnRedis.class)
class RespondAsyncOnRedisTest extends RespondAsyncTest {}
