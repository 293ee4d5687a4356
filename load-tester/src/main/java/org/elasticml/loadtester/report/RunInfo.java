package org.elasticml.loadtester.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was asked for; with it a run can be repeated.
 *
 * @param command of the load tester
 * @param url the target
 * @param settings by the names of the options, in the order in which they are shown
 * @param photos where they come from
 */
public record RunInfo(String command, String url, Map<String, String> settings, String photos) {
    public RunInfo {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
