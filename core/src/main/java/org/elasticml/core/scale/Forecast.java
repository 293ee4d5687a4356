package org.elasticml.core.scale;

/**
 * What a policy expects.
 *
 * @param perSecond requests a second, now
 * @param aheadPerSecond requests a second, when a replica asked for now would serve
 * @param errorPerSecond the standard error of that
 * @param aheadSeconds how long until then
 */
public record Forecast(double perSecond, double aheadPerSecond, double errorPerSecond, double aheadSeconds) {}
