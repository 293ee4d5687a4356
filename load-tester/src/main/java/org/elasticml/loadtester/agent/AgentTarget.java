package org.elasticml.loadtester.agent;

import java.time.Duration;
import java.util.List;
import org.elasticml.loadtester.send.Header;
import org.elasticml.loadtester.send.Protocol;

/**
 * Where agents send requests to, and what each carries.
 *
 * @param url as {@link Protocol#door} reads it, as seen from the agents
 * @param timeout how long a request may take
 */
public record AgentTarget(Protocol protocol, String url, Duration timeout, List<Header> headers) {
    public AgentTarget {
        headers = List.copyOf(headers);
    }
}
