package org.elasticml.launcher;

import java.io.IOException;

/** What every replica's {@code MODEL_WEIGHTS} will be: settled once, so that they all serve the same. */
final class Weights {
    private Weights() {}

    static String settle(Project project) throws LaunchException {
        try {
            Process process = new ProcessBuilder(project.fetchWeights())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String weights = new String(process.getInputStream().readAllBytes()).strip();
            if (process.waitFor() != 0 || weights.isEmpty()) {
                throw new LaunchException("there are no weights to serve");
            }
            return weights;
        } catch (IOException e) {
            throw new LaunchException("the weights can't be settled: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
    }
}
