package org.elasticml.dispatcher.discovery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What was logged. */
public final class LogLines extends Handler {
    private final List<String> said = new CopyOnWriteArrayList<>();

    private final PatternFormatter formatter = new PatternFormatter("%s");

    public List<String> said() {
        return said;
    }

    @Override
    public void publish(LogRecord line) {
        said.add(formatter.format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
