package org.elasticml.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the load tester on this terminal. */
final class LoadTester {
    private LoadTester() {}

    static int run(Project project, List<String> arguments) throws LaunchException {
        return run(project, arguments, process -> {});
    }

    static int run(Project project, List<String> arguments, Foreground.Started started) throws LaunchException {
        // Since Java 22 its own console is there without a terminal as well, and progress would be a bar in a file.
        List<String> options = List.of("-Xmx1g", "-Djdk.console=java.base");
        List<String> command = new ArrayList<>(project.service("load-tester", options));
        command.addAll(arguments);
        return Foreground.run("the load tester", command, Map.of(), started);
    }
}
