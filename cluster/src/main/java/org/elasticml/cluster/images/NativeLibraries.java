package org.elasticml.cluster.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What of ml-app is not Java, as one layer of its base: libtorch, DJL's way into it, the JPEG decoder and JNA's way into
 * that. All lies where the service looks first, so that it unpacks and fetches nothing.
 */
final class NativeLibraries {
    private static final String HOME = "/opt/elastic-ml";
    private static final String TORCH = HOME + "/pytorch";
    private static final String JNA = HOME + "/jna";
    /** {@code XDG_CACHE_HOME} in the image. */
    private static final String CACHE = HOME + "/cache";
    /** Where ml-app keeps what it fetches. */
    static final String APP_CACHE = CACHE + "/elastic-ml-inference";

    /** The Maven artifacts whose place this layer takes; the service's own layers leave them out. */
    static final List<String> REPLACED =
            List.of("ai.djl.pytorch:pytorch-native-cpu:linux-x86_64:jar", "org.bytedeco:leptonica:linux-x86_64:jar");

    static final List<String> JVM_OPTIONS = List.of("-Djna.boot.library.path=" + JNA, "-Djna.nounpack=true");

    /** The user of a container has no home, so that every folder is named. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "PYTORCH_LIBRARY_PATH", TORCH,
            "PYTORCH_FLAVOR", "cpu",
            "DJL_OFFLINE", "true",
            "DJL_CACHE_DIR", CACHE,
            "XDG_CACHE_HOME", CACHE);

    private NativeLibraries() {}

    /**
     * The layer.
     *
     * @param libraries a class loader that knows ml-app's libraries
     * @param folder where files are unpacked; what is there already is used again
     */
    static FileEntriesLayer layer(ClassLoader libraries, Path folder) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("native libraries");
        for (PackedFile file : torch(libraries)) {
            add(layer, file, TORCH, libraries, folder);
        }
        add(
                layer,
                new PackedFile("com/sun/jna/linux-x86-64/libjnidispatch.so", "libjnidispatch.so"),
                JNA,
                libraries,
                folder);
        add(
                layer,
                new PackedFile("org/bytedeco/leptonica/linux-x86_64/libleptonica.so.6", "libleptonica.so"),
                APP_CACHE + "/native",
                libraries,
                folder);
        return layer.build();
    }

    private static List<PackedFile> torch(ClassLoader libraries) throws IOException {
        List<PackedFile> files = new ArrayList<>();
        for (String name : torchLibraries(libraries)) {
            files.add(new PackedFile("pytorch/cpu/linux-x86_64/" + name, name));
        }
        files.add(new PackedFile("jnilib/linux-x86_64/cpu/libdjl_torch.so", "libdjl_torch.so"));
        return files;
    }

    private static String[] torchLibraries(ClassLoader libraries) throws IOException {
        String list = "native/lib/pytorch.properties";
        try (InputStream in = libraries.getResourceAsStream(list)) {
            if (in == null) {
                throw new FileNotFoundException(list + " is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("libraries").split(",");
        }
    }

    private static void add(
            FileEntriesLayer.Builder layer, PackedFile file, String to, ClassLoader libraries, Path folder)
            throws IOException {
        layer.addEntry(
                file.unpackTo(folder, libraries), AbsoluteUnixPath.get(to).resolve(file.name()));
    }
}
