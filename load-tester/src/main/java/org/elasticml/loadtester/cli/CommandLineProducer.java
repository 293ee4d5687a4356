package org.elasticml.loadtester.cli;

import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.function.Supplier;
import org.elasticml.loadtester.agent.AgentAddress;
import org.elasticml.loadtester.measure.Threshold;
import org.elasticml.loadtester.photo.ImageSize;
import org.elasticml.loadtester.send.Header;
import org.elasticml.loadtester.watch.WatchTarget;
import picocli.CommandLine;

@ApplicationScoped
class CommandLineProducer {
    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return configured(factory.create());
    }

    static CommandLine configured(CommandLine commandLine) {
        return OneLineErrors.of(commandLine
                .registerConverter(Threshold.class, text -> converted(() -> Threshold.parse(text)))
                .registerConverter(ImageSize.class, text -> converted(() -> ImageSize.parse(text)))
                .registerConverter(AgentAddress.class, text -> converted(() -> AgentAddress.parse(text)))
                .registerConverter(Header.class, text -> converted(() -> Header.parse(text)))
                .registerConverter(Percentage.class, text -> converted(() -> Percentage.parse(text)))
                .registerConverter(WatchTarget.class, text -> converted(() -> WatchTarget.parse(text))));
    }

    private static <T> T converted(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }
}
