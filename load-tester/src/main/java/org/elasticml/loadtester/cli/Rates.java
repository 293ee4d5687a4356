package org.elasticml.loadtester.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.report.Extent;
import org.elasticml.loadtester.send.OpenLoop;
import org.elasticml.loadtester.send.Schedule;
import picocli.CommandLine.Model.CommandSpec;

/** Plays rates, open loop: as often as was asked for, with a seed more each time. */
final class Rates {
    private static final int MAX_REPEATS = 1000;

    private final CommandSpec command;
    private final SessionOptions options;
    private final ArrivalOptions arrivals;
    private final AgentOptions agents;

    Rates(CommandSpec command, SessionOptions options, ArrivalOptions arrivals, AgentOptions agents) {
        this.command = command;
        this.options = options;
        this.arrivals = arrivals;
        this.agents = agents;
    }

    /**
     * @param name what to call the rates
     * @param settings where they come from
     * @return the exit code
     */
    int play(String name, Workload workload, Map<String, String> settings)
            throws CommandException, InterruptedException, ExecutionException {
        Usage.require(arrivals.repeat >= 1 && arrivals.repeat <= MAX_REPEATS, "--repeat is from 1 to " + MAX_REPEATS);
        try (Session session = Session.open(command, options, agents)) {
            Path out = OutFolder.of(options.output.out, Instant.now());
            Publisher publisher = new Publisher(command, options);
            if (arrivals.repeat == 1) {
                Played played = session.play(plan(name, workload, settings, options.target.seed));
                publisher.publish(played.report(), out);
                return publisher.judge(List.of(played));
            }
            List<Played> all = new ArrayList<>();
            try {
                for (long seed = options.target.seed; all.size() < arrivals.repeat && !session.isStopped(); seed++) {
                    Played played = session.play(plan(name, workload, settings, seed));
                    publisher.publish(played.report(), OutFolder.make(out.resolve("seed-" + seed)));
                    all.add(played);
                }
            } catch (CommandException e) {
                conclude(publisher, all, out); // an agent is gone, but what was played before counts
                throw e;
            }
            return conclude(publisher, all, out);
        }
    }

    private static int conclude(Publisher publisher, List<Played> all, Path out) throws CommandException {
        if (!all.isEmpty()) {
            publisher.publishRepeats(all, out);
        }
        return publisher.judge(all);
    }

    private Plan plan(String name, Workload workload, Map<String, String> origin, long seed) {
        Map<String, String> settings = new LinkedHashMap<>(origin);
        settings.put("arrivals", arrivals.arrivals.name().toLowerCase(Locale.ROOT));
        settings.put("seed", String.valueOf(seed));
        return new Plan(
                String.format(
                        Locale.ROOT,
                        "%s: %d s, about %.0f requests (%s, seed %d)",
                        name,
                        workload.seconds(),
                        workload.requests(),
                        settings.get("arrivals"),
                        seed),
                settings,
                Optional.of(workload),
                Optional.of(workload).filter(rates -> arrivals.arrivals == Arrivals.POISSON),
                Extent.ofSeconds(workload.seconds()),
                new OpenLoop(new Schedule(workload, arrivals.arrivals, seed)),
                seed);
    }
}
