package org.elasticml.loadtester.cli;

import java.util.Map;
import java.util.Optional;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.report.Extent;
import org.elasticml.loadtester.send.LoadGenerator;

/**
 * What one run does.
 *
 * @param title what to call it, for a reader
 * @param settings what was asked for, by the names of the options
 * @param asked the rates; empty for a closed loop, which asks for none
 * @param poisson the same, if requests are to come as a Poisson process of these rates
 * @param extent how long it is
 * @param seed of the order of photos
 */
record Plan(
        String title,
        Map<String, String> settings,
        Optional<Workload> asked,
        Optional<Workload> poisson,
        Extent extent,
        LoadGenerator generator,
        long seed) {}
