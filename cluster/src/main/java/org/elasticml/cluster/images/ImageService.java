package org.elasticml.cluster.images;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.elasticml.launcher.ServiceJvm;

/** What there are images of. */
public enum ImageService {
    ML_APP(ServiceJvm.replicaOptions(1)),
    DISPATCHER(ServiceJvm.dispatcherOptions()),
    AUTOSCALER(ServiceJvm.autoscalerOptions()),
    /** Outside of the heap are only copies of photos until sockets have taken them. */
    LOAD_TESTER(List.of(
            "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:MaxDirectMemorySize=128m", "-Djava.awt.headless=true"));

    /** Without memory these can't go on, and are started anew. */
    private static final List<String> WITHOUT_NATIVES = List.of("-XX:+ExitOnOutOfMemoryError");

    /** Nothing is written where the service runs. */
    private static final List<String> EVERYWHERE = List.of(
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8",
            "-Dquarkus.vertx.caching=false",
            "-Dquarkus.vertx.classpath-resolving=false");

    private final List<String> memory;

    ImageService(List<String> memory) {
        this.memory = memory;
    }

    /** Its folder, and its image's name. */
    public String module() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What its JVM is told: what the launcher tells it, and what a container asks for. */
    List<String> jvmOptions() {
        // An image that does not fit into memory is refused by ml-app, and harms no other.
        List<String> natives = hasNatives() ? NativeLibraries.JVM_OPTIONS : WITHOUT_NATIVES;
        return Stream.of(memory, EVERYWHERE, natives).flatMap(List::stream).toList();
    }

    /** Whether it stands on native libraries and weights, which are there for linux/amd64 alone. */
    boolean hasNatives() {
        return this == ML_APP;
    }

    /**
     * @param module as {@link #module()} says
     * @throws IllegalArgumentException if there is none; its message is fit for a user
     */
    static ImageService of(String module) {
        return Arrays.stream(values())
                .filter(service -> service.module().equals(module))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + module + "' is none of "
                        + Arrays.stream(values()).map(ImageService::module).collect(Collectors.joining(", "))));
    }
}
