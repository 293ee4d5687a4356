package org.elasticml.autoscaler.service;

import org.jboss.logging.Logger;

/** Says once what is wrong, and once that it is over. */
final class Trouble {
    private static final Logger LOG = Logger.getLogger(Trouble.class);

    private final String over;
    private String said = "";

    /** @param over what to say when it is */
    Trouble(String over) {
        this.over = over;
    }

    /** @param now what is wrong now, in words that stay the same while it is; empty if nothing is */
    void is(String now) {
        if (now.equals(said)) {
            return;
        }
        said = now;
        if (now.isEmpty()) {
            LOG.info(over);
        } else {
            LOG.warn(now);
        }
    }
}
