package org.elasticml.mlapp.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.image.ImageException;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.Network;

/**
 * Classifies photos on a fixed number of threads, one a core. A free thread takes what waits, up to a batch's size,
 * and never waits for more (work-conserving). It decodes the photos itself and one by one: the queue holds encoded
 * photos, which are small, and at most one decoded photo a thread exists at a time.
 */
public final class Classifier implements AutoCloseable {
    private final ImageDecoder decoder;
    private final Network network;
    private final List<String> labels;
    private final int maxBatch;
    private final BlockingQueue<Job> queue;
    private final List<Thread> threads = new ArrayList<>();
    private final Observer observer;

    /** Hears what the threads do; called on them. */
    public interface Observer {
        /**
         * @param size photos in the batch, those that could not be decoded left out
         * @param seconds that decoding and the network took for all of them
         */
        void batch(int size, double seconds);

        /**
         * @param seconds that one photo waited for a thread
         */
        void waited(double seconds);
    }

    private record Job(byte[] image, int top, long enqueuedNanos, CompletableFuture<Classification> result) {}

    /**
     * @param labels one a class
     * @param workers threads, at least 1; each keeps one core busy
     * @param maxBatch photos a thread takes at once, at least 1
     * @param queueCapacity photos that may wait, at least 1
     */
    public Classifier(
            ImageDecoder decoder,
            Network network,
            List<String> labels,
            int workers,
            int maxBatch,
            int queueCapacity,
            Observer observer) {
        this.decoder = decoder;
        this.network = network;
        this.labels = labels;
        this.maxBatch = maxBatch;
        this.queue = new ArrayBlockingQueue<>(queueCapacity);
        this.observer = observer;
        for (int i = 0; i < workers; i++) {
            Thread thread = new Thread(this::work, "inference-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /**
     * Classifies an encoded photo.
     *
     * @param top how many classes to name, from 1 to the number of classes
     * @return fails with an {@link ImageException} if it is not a photo we read
     * @throws Overloaded if too many wait already
     */
    public CompletionStage<Classification> classify(byte[] image, int top) throws Overloaded {
        Job job = new Job(image, top, System.nanoTime(), new CompletableFuture<>());
        if (!queue.offer(job)) {
            throw new Overloaded(queue.size());
        }
        return job.result();
    }

    private void work() {
        List<Job> jobs = new ArrayList<>(maxBatch);
        while (!Thread.currentThread().isInterrupted()) {
            jobs.clear();
            try {
                jobs.add(queue.take());
                queue.drainTo(jobs, maxBatch - 1);
                run(jobs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) { // whatever it is, these photos get an answer and the thread lives on
                jobs.forEach(job -> job.result().completeExceptionally(e));
            }
        }
    }

    private void run(List<Job> jobs) {
        long start = System.nanoTime();
        List<Job> decoded = new ArrayList<>(jobs.size());
        try (Network.Batch batch = network.newBatch()) {
            for (Job job : jobs) {
                observer.waited((start - job.enqueuedNanos()) / 1e9);
                try (RgbImage image = decoder.decode(job.image())) {
                    batch.add(image);
                    decoded.add(job);
                } catch (ImageException | RuntimeException | OutOfMemoryError e) { // this photo's alone
                    job.result().completeExceptionally(e);
                }
            }
            if (decoded.isEmpty()) {
                return;
            }
            int top = decoded.stream().mapToInt(Job::top).max().orElseThrow();
            List<Network.Ranking> rankings = batch.classify(top);
            observer.batch(decoded.size(), (System.nanoTime() - start) / 1e9);
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

    /** Stops the threads, after the batches they are at, and refuses nothing that they had taken. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        for (Job job = queue.poll(); job != null; job = queue.poll()) {
            job.result().completeExceptionally(new IllegalStateException("the service stops"));
        }
    }
}
