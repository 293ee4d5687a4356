package org.elasticml.simulator.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.elasticml.simulator.play.Grid;
import org.elasticml.simulator.play.ScenarioResult;

/** The files of a simulation. */
public final class SimulationFiles {
    private SimulationFiles() {}

    public static void write(Path folder, Grid grid, List<ScenarioResult> results) throws IOException {
        SimulationJson.write(folder.resolve("simulation.json"), grid, results);
        Files.writeString(folder.resolve("simulation.html"), SimulationPage.of(grid, results));
    }
}
