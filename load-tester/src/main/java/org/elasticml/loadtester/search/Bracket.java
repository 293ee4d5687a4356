package org.elasticml.loadtester.search;

import java.util.OptionalDouble;

/**
 * What a search knows. Rates are requests per second.
 *
 * @param holdsAt the highest rate at which, and at all lower ones that were tried, the SLO held; empty if there is none
 * @param missesAt the lowest at which, and at all higher ones, it was missed; empty if there is none
 * @param contradictions rates at which some trials held and some missed
 */
public record Bracket(OptionalDouble holdsAt, OptionalDouble missesAt, int contradictions) {}
