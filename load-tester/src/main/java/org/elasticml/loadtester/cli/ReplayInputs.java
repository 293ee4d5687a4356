package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.elasticml.core.workload.Workload;
import org.elasticml.core.workload.WorkloadFormatException;
import org.elasticml.loadtester.photo.DrawnPhotos;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.PhotoFolder;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.TargetUrl;

/**
 * What the options lead to.
 *
 * @param workload cut and scaled
 * @param out a folder that is there
 */
record ReplayInputs(Workload workload, TargetUrl url, Photos photos, Path out) {
    private static final Path DEFAULT_IMAGES = Path.of("images");
    private static final int DRAWN_PHOTOS = 16;
    private static final DateTimeFormatter RUN_NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    /**
     * @throws CommandException naming what is wrong
     */
    static ReplayInputs of(ReplayOptions options, Instant now) throws CommandException {
        try {
            require(options.timeoutS >= 0.001, "--timeout-s must be at least 0.001");
            require(options.sloMs > 0, "the SLO (--slo-ms, SLO_MS) must be more than 0");
            require(options.maxLagMs > 0, "--max-lag-ms must be more than 0");
            return new ReplayInputs(
                    workload(options), TargetUrl.parse(options.url), photos(options), out(options, now));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private static Workload workload(ReplayOptions options) throws CommandException {
        String name = options.workload.toString();
        try {
            Workload whole = Workload.parse(name, Files.readAllLines(options.workload));
            Workload played = whole.window(options.from, options.seconds.orElse(whole.seconds()))
                    .scaled(options.scale);
            require(played.requests() > 0, name + " asks for no requests in these seconds");
            return played;
        } catch (WorkloadFormatException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "--workload: cannot read " + reason(e));
        }
    }

    private static Photos photos(ReplayOptions options) throws CommandException {
        Path folder = options.images.orElse(DEFAULT_IMAGES);
        boolean isThere = options.images.isPresent() || Files.isDirectory(folder);
        List<Photo> photos = isThere ? read(folder) : List.of();
        if (!photos.isEmpty()) {
            return new Photos(photos, photos.size() + " from " + folder);
        }
        if (options.images.isPresent()) {
            throw new CommandException(ExitCode.USAGE, "--images: no JPEG or PNG file in " + folder);
        }
        return drawn(options.seed);
    }

    private static List<Photo> read(Path folder) throws CommandException {
        try {
            return PhotoFolder.read(folder);
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "--images: cannot read " + reason(e));
        }
    }

    private static Photos drawn(long seed) throws CommandException {
        try {
            return new Photos(
                    DrawnPhotos.draw(DRAWN_PHOTOS, seed),
                    DRAWN_PHOTOS + " drawn by the load tester, which show nothing (no --images, no images/)");
        } catch (IOException e) {
            throw new CommandException(ExitCode.ERROR, "cannot draw photos: " + reason(e));
        }
    }

    private static Path out(ReplayOptions options, Instant now) throws CommandException {
        Path folder = options.out.orElseGet(
                () -> Path.of("runs", RUN_NAME.withZone(ZoneOffset.UTC).format(now)));
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CommandException(ExitCode.ERROR, "--out: cannot make the folder " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? e.getMessage() + ": there is no such file" : e.toString();
    }
}
