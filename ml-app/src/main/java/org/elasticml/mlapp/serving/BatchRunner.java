package org.elasticml.mlapp.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.image.ImageException;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.Network;

/**
 * Classifies a batch on the caller's thread. It decodes the photos one by one, so that at most one decoded photo a
 * thread exists at a time, and runs the network once for all of them.
 */
final class BatchRunner {
    private final ImageDecoder decoder;
    private final Network network;
    private final List<String> labels;

    /**
     * @param labels one a class
     */
    BatchRunner(ImageDecoder decoder, Network network, List<String> labels) {
        this.decoder = decoder;
        this.network = network;
        this.labels = labels;
    }

    /**
     * Answers every job, with an {@link ImageException} where it is not a photo we read.
     *
     * @param times hears what it took, before the classified ones are answered
     */
    void run(List<Job> jobs, Consumer<BatchTimes> times) {
        long start = System.nanoTime();
        List<Job> decoded = new ArrayList<>(jobs.size());
        try (Network.Batch batch = network.newBatch()) {
            for (Job job : jobs) {
                try (RgbImage image = decoder.decode(job.image())) {
                    batch.add(image);
                    decoded.add(job);
                } catch (ImageException | RuntimeException | OutOfMemoryError e) { // this photo's alone
                    job.result().completeExceptionally(e);
                }
            }
            long prepared = System.nanoTime();
            if (decoded.isEmpty()) {
                times.accept(new BatchTimes(0, (prepared - start) / 1e9, 0));
                return;
            }
            int top = decoded.stream().mapToInt(Job::top).max().orElseThrow();
            List<Network.Ranking> rankings = batch.classify(top);
            times.accept(
                    new BatchTimes(decoded.size(), (prepared - start) / 1e9, (System.nanoTime() - prepared) / 1e9));
            for (int i = 0; i < decoded.size(); i++) {
                Job job = decoded.get(i);
                job.result().complete(named(rankings.get(i), job.top()));
            }
        }
    }

    private Classification named(Network.Ranking ranking, int top) {
        List<Classification.Candidate> candidates = new ArrayList<>(top);
        for (int i = 0; i < top; i++) {
            int number = ranking.numbers()[i];
            candidates.add(new Classification.Candidate(labels.get(number), number, ranking.probabilities()[i]));
        }
        return new Classification(candidates);
    }
}
