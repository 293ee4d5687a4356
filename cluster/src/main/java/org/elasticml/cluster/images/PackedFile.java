package org.elasticml.cluster.images;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;

/**
 * A file inside of a library on the class path.
 *
 * @param resource its name there
 * @param name what it is to be called
 */
record PackedFile(String resource, String name) {
    /**
     * Unpacks it, unless it was. The file keeps the time that the library gives it: layers are cached by it.
     *
     * @throws IOException if it is not there, or can't be written
     */
    Path unpackTo(Path folder, ClassLoader libraries) throws IOException {
        URL url = libraries.getResource(resource);
        if (url == null) {
            throw new FileNotFoundException(resource + " is not on the class path");
        }
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            FileTime time = time(connection);
            Path file = folder.resolve(name);
            if (!isThere(file, connection.getContentLengthLong(), time)) {
                Files.createDirectories(folder);
                Path part = folder.resolve(name + ".part");
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                Files.setLastModifiedTime(part, time);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        }
    }

    private static FileTime time(URLConnection connection) throws IOException {
        return connection instanceof JarURLConnection jar
                ? jar.getJarEntry().getLastModifiedTime()
                : FileTime.fromMillis(connection.getLastModified());
    }

    private static boolean isThere(Path file, long size, FileTime time) throws IOException {
        return Files.exists(file)
                && Files.size(file) == size
                && Files.getLastModifiedTime(file).equals(time);
    }
}
