package org.elasticml.bench.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import org.elasticml.bench.measure.CommandStats;
import org.elasticml.bench.measure.CommandStats.Calls;
import org.elasticml.bench.process.Cpu;
import org.elasticml.bench.process.RedisProcess;
import org.elasticml.bench.process.Server;
import org.elasticml.launcher.LaunchException;

/**
 * Where the time goes while servers are measured in turn: CPU time of the server, and of Redis and each of its commands
 * for the one that uses it.
 */
final class RequestCost {
    private static final double MICROS = 1e6;

    private final RedisProcess redis;
    private final Map<String, Sum> servers = new LinkedHashMap<>();
    private final Map<String, Calls> commands = new LinkedHashMap<>();
    private double redisCpuSeconds;
    private long redisRequests;

    private double serverCpuBefore;
    private double redisCpuBefore;
    private CommandStats commandsBefore;

    private record Sum(double cpuSeconds, long requests) {
        Sum plus(Sum other) {
            return new Sum(cpuSeconds + other.cpuSeconds, requests + other.requests);
        }
    }

    RequestCost(RedisProcess redis) {
        this.redis = redis;
    }

    /** Followed by {@link #end} of the same server. */
    void begin(Server server) throws LaunchException {
        serverCpuBefore = Cpu.seconds(server.process());
        redisCpuBefore = Cpu.seconds(redis.process());
        commandsBefore = CommandStats.parse(redis.info("commandstats"));
    }

    /**
     * @param usesRedis whether what Redis did meanwhile was for it
     * @param requests answered since it began
     */
    void end(Server server, boolean usesRedis, long requests) throws LaunchException {
        servers.merge(server.name(), new Sum(Cpu.seconds(server.process()) - serverCpuBefore, requests), Sum::plus);
        if (!usesRedis) {
            return;
        }
        redisCpuSeconds += Cpu.seconds(redis.process()) - redisCpuBefore;
        redisRequests += requests;
        CommandStats.parse(redis.info("commandstats"))
                .since(commandsBefore)
                .byName()
                .forEach((name, calls) -> commands.merge(name, calls, Calls::plus));
    }

    /** CPU time a request in microseconds; of Redis' commands how many a request, and microseconds a call. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        servers.forEach(
                (name, sum) -> figures.put(name + ", CPU us a request", MICROS * sum.cpuSeconds / sum.requests));
        figures.put("Redis, CPU us a request", MICROS * redisCpuSeconds / redisRequests);
        commands.forEach((name, calls) -> {
            figures.put("Redis, " + name + " calls a request", calls.count() / (double) redisRequests);
            figures.put("Redis, " + name + " us a call", calls.micros() / (double) calls.count());
        });
        return figures;
    }
}
