package org.elasticml.bench.contest;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A script that reads how to work and for how many seconds, a line each, and answers with images a second. */
final class PythonContender implements Contender {
    private final String name;
    private final String way;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    PythonContender(String name, List<String> command, String way) throws IOException {
        this.name = name;
        this.way = way;
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        in = process.outputWriter();
        out = process.inputReader();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double imagesPerSecond(Duration duration) throws IOException {
        in.write(String.format(Locale.ROOT, "%s %.3f%n", way, duration.toNanos() / 1e9));
        in.flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException(name + " broke down");
        }
        return Double.parseDouble(answer);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
