package org.elasticml.dispatcher.rest;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** To a client that asks later, neither. */
@QuarkusTest
@TestProfile(OnRedis.class)
class RespondAsyncOnRedisTest extends RespondAsyncTest {}
