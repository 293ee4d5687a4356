package org.elasticml.mlapp.serving;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;

/**
 * Sends drawn photos through the classifier before the first real one comes: the code gets compiled, the memory
 * touched, and the replica knows what it can do.
 */
public final class WarmUp {
    private static final Duration WARMING = Duration.ofMillis(300);
    private static final Duration MEASURING = Duration.ofMillis(700);

    private WarmUp() {}

    /**
     * @param inFlight photos under way at a time; enough to keep every thread's batches full
     * @return photos a second, decoding included, once warm
     */
    public static double imagesPerSecond(Classifier classifier, int inFlight) {
        byte[] photo = drawn();
        run(classifier, photo, inFlight, WARMING);
        return run(classifier, photo, inFlight, MEASURING);
    }

    private static double run(Classifier classifier, byte[] photo, int inFlight, Duration duration) {
        Deque<CompletableFuture<Classification>> running = new ArrayDeque<>();
        long start = System.nanoTime();
        int sent = 0;
        try {
            while (System.nanoTime() - start < duration.toNanos() || sent == 0) {
                running.add(classifier.classify(photo, 1).toCompletableFuture());
                sent++;
                if (running.size() == inFlight) {
                    running.poll().join();
                }
            }
        } catch (Overloaded e) {
            throw new IllegalStateException("more in flight than the queue holds", e);
        }
        running.forEach(CompletableFuture::join);
        return sent / ((System.nanoTime() - start) / 1e9);
    }

    /** A JPEG of a usual size, busy enough to cost what a photo costs. */
    static byte[] drawn() {
        BufferedImage image = new BufferedImage(500, 375, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 500, 375, Color.BLUE));
        graphics.fillRect(0, 0, 500, 375);
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(37 * i % 256, 91 * i % 256, 53 * i % 256));
            graphics.drawOval(113 * i % 450, 71 * i % 330, 20 + 7 * i % 60, 20 + 11 * i % 60);
        }
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return jpeg.toByteArray();
    }
}
