package org.elasticml.launcher;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./elastic scale}: the number of replicas by hand. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description = "Sets how many replicas the autoscaler runs, until 'elastic scale auto' gives that back to it.")
final class ScaleCommand implements Callable<Integer> {
    private static final String AUTO = "auto";

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "N|auto", description = "so many, or as many as the autoscaler decides")
    private String replicas;

    @Option(names = "--port", paramLabel = "PORT", description = "of which autoscaler, if several run")
    private int port;

    @Override
    public Integer call() throws LaunchException {
        if (!replicas.equals(AUTO) && !replicas.matches("[1-9]\\d{0,5}")) {
            throw new ParameterException(
                    command.commandLine(), "'" + replicas + "' is neither a number of replicas from 1 up nor " + AUTO);
        }
        HttpJson http = new HttpJson();
        int autoscaler = autoscaler();
        if (replicas.equals(AUTO)) {
            http.delete(autoscaler, "/replicas");
            System.out.println("the autoscaler decides again");
        } else {
            http.put(autoscaler, "/replicas", "{\"replicas\":" + replicas + "}");
            System.out.println(replicas + " replicas from now on, until './elastic scale auto'");
        }
        return 0;
    }

    private int autoscaler() throws LaunchException {
        List<Integer> ports = Running.files(Project.current().stateFolder()).stream()
                .map(Running::read)
                .flatMap(List::stream)
                .filter(service -> Autoscaler.is(service) && service.process().isPresent())
                .map(Running::port)
                .toList();
        return chosen(ports, port);
    }

    /** @param wanted 0 if none was named */
    static int chosen(List<Integer> running, int wanted) throws LaunchException {
        if (running.isEmpty()) {
            throw new LaunchException("no autoscaler runs; './elastic up' without --replicas starts one");
        }
        if (wanted == 0 && running.size() > 1) {
            throw new LaunchException("several autoscalers run; --port says which, of " + running);
        }
        if (wanted != 0 && !running.contains(wanted)) {
            throw new LaunchException("no autoscaler runs on port " + wanted + ", but on " + running);
        }
        return wanted == 0 ? running.get(0) : wanted;
    }
}
