package org.elasticml.autoscaler.scrape;

import java.util.Collection;
import org.elasticml.autoscaler.observe.Readings;

/** Where metrics are read. */
public interface MetricsSource extends AutoCloseable {
    /** For a reader. */
    String name();

    /**
     * What is told now; in less than a second, whoever is silent.
     *
     * @param replicas host and port of those that serve
     */
    Readings read(Collection<String> replicas);

    @Override
    default void close() {}
}
