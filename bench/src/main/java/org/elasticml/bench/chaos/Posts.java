package org.elasticml.bench.chaos;

import java.util.Map;

/**
 * How posts were answered other than by being accepted.
 *
 * @param refused 503
 * @param unanswered no connection, a broken one, or silence
 * @param unexpected how often each other status came, for reads as well
 */
record Posts(int refused, int unanswered, Map<Integer, Integer> unexpected) {}
