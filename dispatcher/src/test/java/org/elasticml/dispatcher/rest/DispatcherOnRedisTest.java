package org.elasticml.dispatcher.rest;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.elasticml.dispatcher.redis.EnabledWithRedis;

/** To a client whose connection is held, the queue in Redis is no other than that in memory. */
@EnabledWithRedis
@QuarkusTest
@TestProfile(OnRedis.class)
class DispatcherOnRedisTest extends DispatcherResourceTest {}
