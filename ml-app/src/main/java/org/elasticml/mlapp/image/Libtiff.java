package org.elasticml.mlapp.image;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The functions of libtiff that decode a TIFF in memory. Library: Leptonica's, which has libtiff and libjpeg-turbo inside
 * and needs nothing but glibc (2.34 or newer). Thread-safe: a TIFF is its caller's alone.
 *
 * <p>A TIFF in memory begins with {@link #HEADER_BYTES}, whose last ones are used here: they are behind its directory.
 */
final class Libtiff {
    static final int HEADER_BYTES = 256;
    /** Where the size of all of it is, 8 bytes. */
    static final int SIZE_AT = 248;
    /** Where it is marked that there was a warning. */
    private static final int WARNED_AT = 240;

    private static final String FOLDER = "org/bytedeco/leptonica/";
    private static final String VERSION = "META-INF/maven/org.bytedeco/leptonica/pom.properties";

    private static final int JPEG_COLOUR_MODE = 65538;
    private static final int RGB = 1;

    interface Transfer extends Callback {
        long call(Pointer tiff, Pointer bytes, long count);
    }

    interface Seek extends Callback {
        long call(Pointer tiff, long offset, int whence);
    }

    interface Size extends Callback {
        long call(Pointer tiff);
    }

    interface Map extends Callback {
        int call(Pointer tiff, Pointer base, Pointer size);
    }

    interface Unmap extends Callback {
        void call(Pointer tiff, Pointer base, long size);
    }

    interface Warning extends Callback {
        void call(Pointer tiff, Pointer module, Pointer format, Pointer arguments);
    }

    /** Libtiff reads the header by this one, and all else where it is mapped: in place. */
    private static final Transfer READ = (tiff, bytes, count) -> {
        int first = (int) Math.min(count, HEADER_BYTES);
        bytes.write(0, tiff.getByteArray(0, first), 0, first);
        return first;
    };

    private static final Transfer WRITE = (tiff, bytes, count) -> -1;
    private static final Seek SEEK = (tiff, offset, whence) -> -1;
    private static final Size CLOSE = tiff -> 0;
    private static final Size SIZE = tiff -> tiff.getLong(SIZE_AT);
    private static final Unmap UNMAP = (tiff, base, size) -> {};
    private static final Map MAP = (tiff, base, size) -> {
        base.setPointer(0, tiff);
        size.setLong(0, tiff.getLong(SIZE_AT));
        return 1;
    };
    /** That a JPEG in a TIFF should not be progressive is none of our concern. */
    private static final Warning WARNING = (tiff, module, format, arguments) -> {
        if (!format.getString(0).contains("progressive mode")) {
            tiff.setByte(WARNED_AT, (byte) 1);
        }
    };

    /** The above as native functions; looking one up takes longer than calling it. */
    private final Pointer[] functions = Stream.of(READ, WRITE, SEEK, CLOSE, SIZE, MAP, UNMAP)
            .map(CallbackReference::getFunctionPointer)
            .toArray(Pointer[]::new);

    private final Memory name = text("jpeg");
    private final Memory mode = text("r");

    private Libtiff() {}

    /**
     * @param cache where it is kept once unpacked; in a container image, which has no jar of it, it lies there already,
     *     as {@code libleptonica.so}
     * @throws IOException if there is none for this machine, or it can't be unpacked
     * @throws LinkageError if it can't be loaded
     */
    static Libtiff load(Path cache) throws IOException {
        Native.register(Libtiff.class, NativeLibrary.getInstance(unpacked(cache).toString()));
        TIFFSetErrorHandler(null);
        TIFFSetWarningHandler(null);
        TIFFSetWarningHandlerExt(CallbackReference.getFunctionPointer(WARNING));
        return new Libtiff();
    }

    private static Path unpacked(Path cache) throws IOException {
        Path placed = cache.resolve("libleptonica.so");
        if (Files.exists(placed)) {
            return placed;
        }
        String resource = FOLDER + Platform.RESOURCE_PREFIX.replace("x86-64", "x86_64") + "/libleptonica.so.6";
        ClassLoader loader = Libtiff.class.getClassLoader();
        try (InputStream packed = loader.getResourceAsStream(resource);
                InputStream version = loader.getResourceAsStream(VERSION)) {
            if (packed == null || version == null) {
                throw new FileNotFoundException("none comes with this program for " + Platform.RESOURCE_PREFIX);
            }
            Properties properties = new Properties();
            properties.load(version);
            Path file = cache.resolve("libleptonica-" + properties.getProperty("version") + ".so");
            if (!Files.exists(file)) {
                Files.createDirectories(cache);
                Path part = Files.createTempFile(cache, "libleptonica", ".part");
                Files.copy(packed, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        }
    }

    private static Memory text(String text) {
        Memory memory = new Memory(text.length() + 1L);
        memory.setString(0, text);
        return memory;
    }

    /**
     * Decodes a TIFF's first strip.
     *
     * @param tiff a whole file, its size noted at {@link #SIZE_AT}
     * @param pixels room for {@code bytes}; luminance and colour differences become red, green and blue
     * @return whether there are so many bytes, and neither an error nor a warning
     */
    boolean readStrip(Pointer tiff, Pointer pixels, long bytes) {
        Pointer[] f = functions;
        Pointer open = TIFFClientOpen(name, mode, tiff, f[0], f[1], f[2], f[3], f[4], f[5], f[6]);
        if (open == null) {
            return false;
        }
        try {
            TIFFSetField(open, JPEG_COLOUR_MODE, RGB);
            return TIFFReadEncodedStrip(open, 0, pixels, bytes) == bytes && tiff.getByte(WARNED_AT) == 0;
        } finally {
            TIFFClose(open);
        }
    }

    private static native Pointer TIFFClientOpen(
            Pointer name,
            Pointer mode,
            Pointer tiff,
            Pointer read,
            Pointer write,
            Pointer seek,
            Pointer close,
            Pointer size,
            Pointer map,
            Pointer unmap);

    /** Variadic in C; on Linux' ABIs integers are passed to such functions as to all others. */
    private static native int TIFFSetField(Pointer open, int tag, int value);

    private static native long TIFFReadEncodedStrip(Pointer open, int strip, Pointer pixels, long bytes);

    private static native void TIFFClose(Pointer open);

    private static native Pointer TIFFSetErrorHandler(Pointer handler);

    private static native Pointer TIFFSetWarningHandler(Pointer handler);

    private static native Pointer TIFFSetWarningHandlerExt(Pointer handler);
}
