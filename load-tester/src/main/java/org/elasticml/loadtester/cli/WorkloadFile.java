package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.elasticml.core.workload.Workload;
import org.elasticml.core.workload.WorkloadFormatException;

/** A file of rates. */
public final class WorkloadFile {
    private WorkloadFile() {}

    /**
     * @throws CommandException naming what is wrong, with the option if the file can't be read
     */
    public static Workload read(String option, Path file) throws CommandException {
        try {
            return Workload.parse(file.toString(), Files.readAllLines(file));
        } catch (WorkloadFormatException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } catch (MalformedInputException e) {
            throw new CommandException(ExitCode.USAGE, option + ": " + file + " is not text");
        } catch (IOException e) {
            throw Usage.unreadable(option, file, e);
        }
    }
}
