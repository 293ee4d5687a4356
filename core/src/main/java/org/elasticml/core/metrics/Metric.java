package org.elasticml.core.metrics;

import java.util.Map;

/** One line of a page of metrics. */
public record Metric(String name, Map<String, String> labels, double value) {}
