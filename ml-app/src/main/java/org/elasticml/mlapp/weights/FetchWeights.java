package org.elasticml.mlapp.weights;

import java.util.Optional;

/**
 * Settles which weights to serve before several replicas start: fetches them if need be and prints on standard output
 * what each replica's {@code MODEL_WEIGHTS} should say. Needs nothing but this jar.
 */
public final class FetchWeights {
    private FetchWeights() {}

    public static void main(String[] args) {
        try {
            WeightsSource source = new WeightsSource(WeightsSource.defaultCache(), System.err::println);
            System.out.println(source.resolve(Optional.ofNullable(System.getenv("MODEL_WEIGHTS"))));
        } catch (WeightsException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
