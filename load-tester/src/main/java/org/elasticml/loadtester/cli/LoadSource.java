package org.elasticml.loadtester.cli;

import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.elasticml.loadtester.agent.AgentException;
import org.elasticml.loadtester.agent.Agents;
import org.elasticml.loadtester.photo.PhotoOrder;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.LoadGenerator;
import org.elasticml.loadtester.send.OngoingRun;
import org.elasticml.loadtester.send.Protocol;
import org.elasticml.loadtester.send.Run;
import org.elasticml.loadtester.send.Target;

/** Who sends what plans ask for: this process, or agents. */
interface LoadSource extends AutoCloseable {
    /**
     * A run of this, to be started.
     *
     * @param seed of the order of photos
     * @throws CommandException if it can't be played
     */
    OngoingRun prepare(LoadGenerator generator, long seed) throws CommandException, InterruptedException;

    /** Whether the target says that it is well. */
    boolean isThere() throws InterruptedException;

    @Override
    void close();

    /**
     * This process; the target is there.
     *
     * @throws CommandException saying why not
     */
    static LoadSource own(Protocol.Door door, TargetOptions options, Photos photos)
            throws CommandException, InterruptedException {
        Own own = new Own(door.open(options.timeout(), options.headers), options, photos);
        try {
            own.target.check().toCompletableFuture().get();
            return own;
        } catch (ExecutionException e) {
            own.close();
            throw new CommandException(ExitCode.UNREACHABLE, e.getCause().getMessage());
        }
    }

    record Own(Target target, TargetOptions options, Photos photos) implements LoadSource {
        @Override
        public OngoingRun prepare(LoadGenerator generator, long seed) {
            return new Run(
                    target,
                    new PhotoOrder(photos, new Random(seed)),
                    generator,
                    options.timeout().plus(Run.DRAIN_GRACE));
        }

        @Override
        public boolean isThere() throws InterruptedException {
            try {
                target.check().toCompletableFuture().get();
                return true;
            } catch (ExecutionException e) {
                return false;
            }
        }

        @Override
        public void close() {
            target.close();
        }
    }

    /** Agents that are there, and for whom the target is. */
    record OfAgents(Agents agents) implements LoadSource {
        @Override
        public OngoingRun prepare(LoadGenerator generator, long seed) throws CommandException, InterruptedException {
            try {
                return agents.prepare(generator.schedule().orElseThrow());
            } catch (AgentException e) {
                throw new CommandException(ExitCode.UNREACHABLE, e.getMessage());
            }
        }

        /** They look whenever they are opened: this process may not even reach it. */
        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public void close() {
            agents.close();
        }
    }
}
