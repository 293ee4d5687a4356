package org.elasticml.loadtester.send;

import java.util.List;
import java.util.Map;

/**
 * What is to be known of how a run was sent, besides its requests.
 *
 * @param settings what turned out only while it went on, for the report's table of settings
 * @param lost who did not send its share of the requests, a clause each
 * @param wrong counts that should agree and do not, a clause each; a run with any is not to be believed
 */
public record Remarks(Map<String, String> settings, List<String> lost, List<String> wrong) {
    public static final Remarks NONE = new Remarks(Map.of(), List.of(), List.of());
}
