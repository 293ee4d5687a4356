package org.elasticml.core.door;

import java.util.Optional;

/**
 * A key, of which only the hash is kept.
 *
 * @param name whose it is, for logs and metrics
 * @param sha256 of the key's bytes
 * @param limit how often it may be used; empty if at any rate
 */
public record ApiKey(String name, byte[] sha256, Optional<Limit> limit) {
    /**
     * @param ratePerSecond requests a second in the long run
     * @param burst requests at once
     */
    public record Limit(double ratePerSecond, int burst) {
        /** One dispatcher's part of it; a request at once at least, since otherwise none would ever pass. */
        public Limit share(int dispatchers) {
            return new Limit(ratePerSecond / dispatchers, Math.max(1, burst / dispatchers));
        }
    }

    /** Not its hash. */
    @Override
    public String toString() {
        return name;
    }
}
