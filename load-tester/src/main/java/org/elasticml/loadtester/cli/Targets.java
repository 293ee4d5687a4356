package org.elasticml.loadtester.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.Protocol;
import picocli.CommandLine.Model.CommandSpec;

/** Several targets that are all there, and get the same photos. */
final class Targets implements AutoCloseable {
    private final PrintWriter lines;
    private final SessionOptions options;
    private final Photos photos;
    private final Map<String, Protocol.Door> doors = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    private Targets(PrintWriter lines, SessionOptions options, Photos photos) {
        this.lines = lines;
        this.options = options;
        this.photos = photos;
    }

    /**
     * @throws CommandException naming which can't be reached, or what else is wrong
     */
    static Targets open(CommandSpec command, SessionOptions options, List<Place> places)
            throws CommandException, InterruptedException {
        Targets targets = new Targets(command.commandLine().getOut(), options, PhotoSource.photos(options.target));
        for (Place place : places) {
            targets.doors.put(place.name(), door(options, place));
        }
        for (Place place : places) {
            targets.open(command, place.name());
        }
        return targets;
    }

    private static Protocol.Door door(SessionOptions options, Place place) throws CommandException {
        try {
            return options.target.protocol.door(place.where());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, place.name() + ": " + e.getMessage());
        }
    }

    private void open(CommandSpec command, String name) throws CommandException, InterruptedException {
        try {
            sessions.put(name, Session.open(command, options, doors.get(name), photos));
        } catch (CommandException e) {
            close();
            throw new CommandException(e.exitCode(), name + ": " + e.getMessage());
        }
    }

    /** Where the photos of a deployment go. */
    String url(String name) {
        return doors.get(name).url();
    }

    /** Warms all up, and plays the rounds. */
    Turns play(TurnOptions turn, TurnWork work, Path out)
            throws CommandException, InterruptedException, ExecutionException {
        long seconds = ((long) turn.rounds() * work.seconds() + turn.warmUp()) * sessions.size();
        doors.forEach((name, door) -> lines.printf("%s: %s%n", name, door.url()));
        lines.printf(
                Locale.ROOT,
                "%d rounds of %s each; with %d s of warm-up about %d:%02d; photos: %s%n",
                turn.rounds(),
                work.title(),
                turn.warmUp(),
                seconds / 60,
                seconds % 60,
                photos.origin());
        lines.flush();
        Turns turns = new Turns(sessions, work, out, lines);
        turns.warmUp(turn.warmUp(), options.target.seed);
        turns.play(turn.rounds(), options.target.seed);
        return turns;
    }

    @Override
    public void close() {
        sessions.values().forEach(Session::close);
    }
}
