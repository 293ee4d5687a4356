package org.elasticml.cluster.images;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.elasticml.launcher.Replica;
import org.elasticml.loadtester.cli.CommandException;

/** Makes images: bases first, then each service's. */
public final class Images {
    private final Path root;
    private final Path folder;
    private final Consumer<String> say;

    /**
     * @param root the checkout
     * @param say hears, a line each, how far it is
     */
    public Images(Path root, Consumer<String> say) {
        this.root = root;
        this.folder = root.resolve(".elastic").resolve("images");
        this.say = say;
    }

    /**
     * What to make.
     *
     * @param registry where to push; empty if they go into the engine
     * @param engine null if they are pushed
     * @param platforms for services without native libraries
     * @param insecure whether a registry elsewhere may do without a trusted certificate, as one on this machine may
     */
    public record Order(
            List<ImageService> services,
            String base,
            BakedWeights weights,
            String registry,
            ContainerEngine engine,
            List<Platform> platforms,
            boolean insecure) {
        boolean mayDoWithoutTls(String reference) {
            return insecure || RegistryAddress.isLoopback(reference);
        }
    }

    /** Makes them, and says what they weigh. */
    public List<ImageSizes> make(Order order) throws CommandException {
        BaseImages bases = new BaseImages(order.base(), order.mayDoWithoutTls(order.base()), cache());
        say.accept("* base image " + order.base());
        List<Platform> platforms = order.services().stream().allMatch(ImageService::hasNatives)
                ? List.of(Platform.AMD64)
                : order.platforms();
        ImageTar runtime = null;
        for (Platform platform : platforms) {
            ImageTar tar = bases.runtime(platform, folder.resolve("base-" + platform.architecture() + ".tar"));
            runtime = runtime == null ? tar : runtime;
        }
        List<ImageSizes> made = new ArrayList<>();
        for (ImageService service : order.services()) {
            made.add(service.hasNatives() ? onNatives(service, order, bases) : onRuntime(service, order, runtime));
        }
        return made;
    }

    private ImageSizes onNatives(ImageService service, Order order, BaseImages bases) throws CommandException {
        say.accept("* native libraries and weights (" + order.weights().setting() + ")");
        ImageTar base = bases.with(nativeLayers(order), environment(order), folder.resolve("ml-app-base.tar"));
        List<Long> layers = base.layerBytes();
        int own = layers.size() - 2;
        LayerSizes added = service(service, order, "tar://" + base.file(), List.of(Platform.AMD64));
        long runtime =
                layers.subList(0, own).stream().mapToLong(Long::longValue).sum();
        return new ImageSizes(name(service, order), runtime, layers.get(own), layers.get(own + 1), added);
    }

    private List<FileEntriesLayer> nativeLayers(Order order) throws CommandException {
        try {
            ClassLoader libraries = Images.class.getClassLoader();
            Path unpacked = folder.resolve("unpacked");
            return List.of(
                    NativeLibraries.layer(libraries, unpacked), order.weights().layer(libraries, unpacked));
        } catch (IOException e) {
            throw Program.error("native libraries and weights can't be unpacked: " + e.getMessage());
        }
    }

    private static Map<String, String> environment(Order order) {
        Map<String, String> environment = new HashMap<>(Replica.environment(1, NativeLibraries.ENVIRONMENT));
        environment.put("MODEL_WEIGHTS", order.weights().setting());
        return environment;
    }

    private ImageSizes onRuntime(ImageService service, Order order, ImageTar runtime) throws CommandException {
        // Several platforms do not fit into one file.
        String base = order.platforms().size() == 1 ? "tar://" + runtime.file() : order.base();
        LayerSizes added = service(service, order, base, order.platforms());
        return new ImageSizes(name(service, order), runtime.bytes(), 0, 0, added);
    }

    private LayerSizes service(ImageService service, Order order, String base, List<Platform> platforms)
            throws CommandException {
        ImageName name = name(service, order);
        say.accept("* " + name + " for "
                + String.join(", ", platforms.stream().map(Platform::toString).toList()));
        boolean insecure = order.mayDoWithoutTls(order.registry());
        ImageBuild build = new ImageBuild(name, base, order.engine(), platforms, insecure, cache());
        Path log = root.resolve(".elastic/logs/image-" + service.module() + ".log");
        MavenRun.run(root, build.mavenArguments(), log, say);
        try {
            return LayerSizes.of(
                    root.resolve(service.module()).resolve("target").resolve(ImageBuild.FOLDER));
        } catch (IOException e) {
            throw Program.error("what was packaged for the image can't be read: " + e.getMessage());
        }
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private ImageName name(ImageService service, Order order) throws CommandException {
        return new ImageName(order.registry(), service, version(root, service));
    }

    /** The version that Maven gave the service when it was last built. */
    static String version(Path root, ImageService service) throws CommandException {
        Path written = root.resolve(service.module()).resolve("target/maven-archiver/pom.properties");
        try (InputStream in = Files.newInputStream(written)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw Program.error(service.module() + " is not built: " + written + " can't be read");
        }
    }
}
