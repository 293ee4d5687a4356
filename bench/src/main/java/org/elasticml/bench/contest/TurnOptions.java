package org.elasticml.bench.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.elasticml.bench.Say;
import org.elasticml.bench.UsageException;
import picocli.CommandLine.Option;

/** What every contest understands. */
final class TurnOptions {
    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often each contender is measured (${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--seconds", paramLabel = "X", description = "how long, each time (${DEFAULT-VALUE})")
    private double seconds = 1;

    @Option(names = "--images", paramLabel = "DIR", description = "photos to measure with (otherwise drawn ones)")
    private Optional<Path> images = Optional.empty();

    Optional<Path> images() {
        return images;
    }

    /**
     * @throws UsageException if an option can't be
     */
    void check() throws UsageException {
        UsageException.require(rounds >= 1, "--rounds is a whole number from 1 up");
        UsageException.require(seconds >= 0.01 && seconds <= 600, "--seconds is a number from 0.01 to 600");
    }

    static void checkThreads(int threads) throws UsageException {
        UsageException.require(threads >= 1 && threads <= 64, "--threads is a whole number from 1 to 64");
    }

    /** Runs a contest, prints its table, and closes the contenders. */
    Contest run(String title, List<Contender> contenders) throws IOException, InterruptedException {
        try {
            Duration turn = Duration.ofNanos((long) (seconds * 1e9));
            Contest contest = Contest.run(contenders, rounds, turn, line -> Say.line("%s: %s", title, line));
            System.out.println();
            System.out.println(contest.table(title));
            System.out.flush();
            return contest;
        } finally {
            contenders.forEach(Contender::close);
        }
    }
}
