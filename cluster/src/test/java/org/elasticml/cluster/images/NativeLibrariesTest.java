package org.elasticml.cluster.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.elasticml.loadtester.cli.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ml-app's base from small jars, read back. */
class NativeLibrariesTest {
    private static final Map<String, String> LIBRARIES = Map.of(
            "native/lib/pytorch.properties",
            "version=1\nlibraries=libc10.so,libtorch.so\n",
            "pytorch/cpu/linux-x86_64/libc10.so",
            "c10",
            "pytorch/cpu/linux-x86_64/libtorch.so",
            "torch",
            "jnilib/linux-x86_64/cpu/libdjl_torch.so",
            "djl",
            "com/sun/jna/linux-x86-64/libjnidispatch.so",
            "jna",
            "org/bytedeco/leptonica/linux-x86_64/libleptonica.so.6",
            "leptonica",
            BakedWeights.BUILTIN_RESOURCE,
            "weights");

    @TempDir
    Path folder;

    private ClassLoader libraries;

    @BeforeEach
    void pack() throws IOException {
        Path jar = folder.resolve("libraries.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> file : LIBRARIES.entrySet()) {
                JarEntry entry = new JarEntry(file.getKey());
                entry.setTime(1_700_000_000_000L);
                out.putNextEntry(entry);
                out.write(file.getValue().getBytes());
            }
        }
        libraries = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
    }

    @Test
    void everyFileLiesWhereTheServiceLooks() throws Exception {
        ImageTar tar = base("one");
        List<TarArchiveEntry> natives = files(tar, 1);
        assertEquals(
                List.of(
                        "opt/elastic-ml/cache/elastic-ml-inference/native/libleptonica.so",
                        "opt/elastic-ml/jna/libjnidispatch.so",
                        "opt/elastic-ml/pytorch/libc10.so",
                        "opt/elastic-ml/pytorch/libdjl_torch.so",
                        "opt/elastic-ml/pytorch/libtorch.so"),
                natives.stream().map(TarArchiveEntry::getName).sorted().toList());
        List<TarArchiveEntry> weights = files(tar, 2);
        assertEquals(
                List.of("opt/elastic-ml/cache/elastic-ml-inference/resnet18-imagenette.safetensors"),
                weights.stream().map(TarArchiveEntry::getName).toList());
    }

    @Test
    void everybodyReadsAndNobodyWrites() throws Exception {
        for (TarArchiveEntry file : files(base("one"), 1)) {
            assertEquals(0644, file.getMode() & 0777, file.getName());
            assertEquals(0, file.getLongUserId(), file.getName());
            assertEquals(1, file.getModTime().toInstant().getEpochSecond(), file.getName());
        }
    }

    @Test
    void theSameFilesGiveTheSameImageWhereverTheyAreUnpacked() throws Exception {
        assertArrayEquals(
                Files.readAllBytes(base("one").file()),
                Files.readAllBytes(base("another").file()));
    }

    @Test
    void whatIsUnpackedIsUsedAgainUnlessItIsOfAnotherVersion() throws Exception {
        base("one");
        Path unpacked = folder.resolve("one/unpacked/libtorch.so");
        Object inode = Files.getAttribute(unpacked, "unix:ino");
        FileTime time = Files.getLastModifiedTime(unpacked);
        base("one");
        assertEquals(inode, Files.getAttribute(unpacked, "unix:ino"));

        for (FileTime changed : List.of(time, FileTime.fromMillis(0))) {
            Files.writeString(unpacked, changed.equals(time) ? "longer than it was" : "TORCH");
            Files.setLastModifiedTime(unpacked, changed);
            base("one");
            assertEquals("torch", Files.readString(unpacked));
        }
    }

    @Test
    void itsLayersAreMeasuredOneByOne() throws Exception {
        ImageTar tar = base("one");
        assertEquals(3, tar.layerBytes().size());
        assertEquals("amd64", tar.architecture());
        assertEquals(tar.layerBytes().get(2), layer(tar, 2).length);
    }

    @Test
    void aBaseForAnotherPlatformIsRefused() throws Exception {
        BaseImages images = new BaseImages("tar://" + scratch(), false, folder.resolve("cache"));
        CommandException refused =
                assertThrows(CommandException.class, () -> images.runtime(Platform.ARM64, folder.resolve("arm64.tar")));
        assertTrue(refused.getMessage().contains("can't be had for linux/arm64"), refused.getMessage());
        assertTrue(refused.getMessage().contains("--platform"), refused.getMessage());
    }

    @Test
    void aBaseThatIsNotThereIsNamed() {
        BaseImages images = new BaseImages("tar://" + folder.resolve("none"), false, folder.resolve("cache"));
        CommandException missing =
                assertThrows(CommandException.class, () -> images.runtime(Platform.AMD64, folder.resolve("amd64.tar")));
        assertTrue(missing.getMessage().contains("none can't be had"), missing.getMessage());
    }

    /** A base as {@code images build} makes it, with a layer of its own below. */
    private ImageTar base(String name) throws Exception {
        Path own = folder.resolve(name);
        BaseImages images = new BaseImages("tar://" + scratch(), false, own.resolve("cache"));
        List<FileEntriesLayer> layers = List.of(
                NativeLibraries.layer(libraries, own.resolve("unpacked")),
                BakedWeights.BUILTIN.layer(libraries, own.resolve("unpacked")));
        return images.with(layers, NativeLibraries.ENVIRONMENT, own.resolve("base.tar"));
    }

    private Path scratch() throws Exception {
        Path file = folder.resolve("scratch.tar");
        Path content = Files.writeString(folder.resolve("release"), "a system");
        Jib.fromScratch()
                .addLayer(List.of(content), "/etc")
                .containerize(Containerizer.to(TarImage.at(file).named("test/system"))
                        .setBaseImageLayersCache(folder.resolve("cache"))
                        .setApplicationLayersCache(folder.resolve("cache")));
        return file;
    }

    private static List<TarArchiveEntry> files(ImageTar image, int layer) throws IOException {
        List<TarArchiveEntry> files = new ArrayList<>();
        try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(layer(image, layer)));
                TarArchiveInputStream tar = new TarArchiveInputStream(unzipped)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    files.add(entry);
                }
            }
        }
        return files;
    }

    /** The layer's bytes: Jib writes the layers first, in their order. */
    private static byte[] layer(ImageTar image, int number) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(image.file()))) {
            for (int i = 0; i <= number; i++) {
                tar.getNextEntry();
            }
            return tar.readAllBytes();
        }
    }
}
