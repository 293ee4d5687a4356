package org.elasticml.loadtester.report;

/**
 * What was asked for; with it a run can be repeated.
 *
 * @param workload its file
 * @param fromS the first second of it that was played
 * @param seconds how many were, at most
 * @param scale what its rates were multiplied by
 * @param photos where they come from
 */
public record RunInfo(
        String url, String workload, int fromS, int seconds, double scale, String arrivals, long seed, String photos) {}
