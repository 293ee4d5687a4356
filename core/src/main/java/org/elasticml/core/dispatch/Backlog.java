package org.elasticml.core.dispatch;

import org.elasticml.core.queue.Priority;

/**
 * Requests that wait where all dispatchers take from, as far as they are this dispatcher's to serve: of each kind its part
 * when all dispatchers take equally many.
 *
 * @param high whose senders wait, of high priority
 * @param normal likewise
 * @param low likewise
 * @param background for which nobody waits, of any priority
 */
public record Backlog(int high, int normal, int low, int background) {
    static final Backlog NONE = new Backlog(0, 0, 0, 0);

    /** Whose senders wait. */
    int waiting() {
        return high + normal + low;
    }

    /** Those of them who go before one that comes now. */
    int ahead(Priority priority) {
        return switch (priority) {
            case HIGH -> high;
            case NORMAL -> high + normal;
            case LOW -> waiting();
        };
    }
}
