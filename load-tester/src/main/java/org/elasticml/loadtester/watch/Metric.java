package org.elasticml.loadtester.watch;

import java.util.Map;

/** One line of a page of metrics. */
record Metric(String name, Map<String, String> labels, double value) {}
