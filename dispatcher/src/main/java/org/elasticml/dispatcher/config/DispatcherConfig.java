package org.elasticml.dispatcher.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The settings, grouped by the first word of the environment variables that set them. */
public interface DispatcherConfig {
    /** {@code ML_SERVICE_URL}. */
    @ConfigMapping(prefix = "ml.service")
    interface MlService {
        /** Where the replicas are, see {@link org.elasticml.dispatcher.discovery.ReplicaSources#of}. */
        @WithDefault("http://127.0.0.1:8000")
        String url();
    }

    /** {@code QUEUE_CAPACITY} and so on. */
    @ConfigMapping(prefix = "queue")
    interface Queue {
        /** Where requests wait: {@code memory}, in this process, or {@code redis}, where several dispatchers share them. */
        @WithParentName
        @WithDefault("memory")
        String kind();

        /** Requests that may wait. */
        @WithDefault("256")
        int capacity();

        /** After how long a waiting request counts as of the next higher priority, in milliseconds. */
        @WithDefault("1000")
        int agingMs();

        /** Event loops that drain it. */
        @WithDefault("4")
        int workers();
    }

    /** {@code REDIS_URL}. */
    @ConfigMapping(prefix = "redis")
    interface Redis {
        /** Where Redis is; see {@link org.elasticml.dispatcher.redis.RedisAddress#of}. */
        @WithDefault("redis://127.0.0.1:6379")
        String url();
    }

    /** {@code BALANCING_POLICY} and so on. */
    @ConfigMapping(prefix = "balancing")
    interface Balancing {
        /** A name that {@link org.elasticml.core.balance.BalancingPolicies} knows. */
        @WithDefault("least-expected-wait")
        String policy();

        /** Requests that one replica is given at a time; unset, twice what its reports say keeps it busy. */
        OptionalInt slots();
    }

    /** {@code HEDGING}. */
    @ConfigMapping(prefix = "hedging")
    interface Hedging {
        /** Whether a request that takes longer than 95 % of the others is sent to a second replica as well. */
        @WithParentName
        @WithDefault("false")
        boolean on();
    }

    /** {@code ACCESS_LOG}. */
    @ConfigMapping(prefix = "access")
    interface Access {
        /** Where a line of JSON for each request goes: {@code off}, {@code stdout}, or a file's path. */
        @WithDefault("off")
        String log();
    }

    /** {@code API_KEYS}. */
    @ConfigMapping(prefix = "api")
    interface Api {
        /** A file of keys, as {@link org.elasticml.core.door.ApiKeyFile} reads it; without one, everybody may ask. */
        Optional<String> keys();
    }

    /** {@code CORS_ORIGINS}. */
    @ConfigMapping(prefix = "cors")
    interface Cors {
        /** Pages of which origins may ask; {@code *} is all. */
        Optional<Set<String>> origins();
    }

    /** {@code REGISTRATION_LEASE_MS} and {@code REGISTRATION_TOKEN}. */
    @ConfigMapping(prefix = "registration")
    interface Registration {
        /** How long a replica that registered itself is taken to be there, unless it says so again. */
        @WithDefault("10000")
        int leaseMs();

        /** What whoever registers must show; without one, only this machine may. */
        Optional<String> token();
    }

    /** {@code SLO_MS}. */
    @ConfigMapping(prefix = "slo")
    interface Slo {
        /** What is still in time, in milliseconds from the request's first byte. */
        @WithDefault("500")
        int ms();
    }

    /** {@code DEADLINE_MS}. */
    @ConfigMapping(prefix = "deadline")
    interface Deadline {
        /** After what an answer is no longer wanted, in milliseconds, unless the request says otherwise. */
        @WithDefault("5000")
        int ms();
    }

    /** {@code BODY_TIMEOUT_MS}. */
    @ConfigMapping(prefix = "body")
    interface Body {
        /** How long a body may take to come, in milliseconds, if the deadline leaves it so long. */
        @WithDefault("30000")
        int timeoutMs();
    }

    /** {@code ASYNC_CAPACITY} and so on. */
    @ConfigMapping(prefix = "async")
    interface Async {
        /** Background requests that may be accepted and not answered. */
        @WithDefault("1000")
        int capacity();

        /** When such a one is given up, in milliseconds, unless it says otherwise. */
        @WithDefault("600000")
        int deadlineMs();
    }

    /** {@code RESULT_TTL_MS}. */
    @ConfigMapping(prefix = "result")
    interface Result {
        /** How long a background request's result can be read, in milliseconds. */
        @WithDefault("600000")
        int ttlMs();
    }

    /** {@code ANSWER_CACHE} and {@code ANSWER_CACHE_TTL_MS}. */
    @ConfigMapping(prefix = "answer")
    interface Answer {
        /** Answers that are kept, to be given again; 0 keeps none. */
        @WithDefault("0")
        int cache();

        /** How long one is kept, in milliseconds. */
        @WithDefault("600000")
        int cacheTtlMs();
    }
}
