package org.elasticml.loadtester.agent;

/** An agent can't be had, or can't reach the target; the message names it and says why, fit for a user. */
public final class AgentException extends Exception {
    AgentException(String message) {
        super(message);
    }
}
