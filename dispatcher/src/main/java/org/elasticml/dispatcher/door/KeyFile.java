package org.elasticml.dispatcher.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import org.elasticml.core.door.ApiKeyFile;
import org.elasticml.core.door.ApiKeys;
import org.elasticml.web.Service;
import org.jboss.logging.Logger;

/**
 * {@code API_KEYS}: the keys of a file, and those of its next version once it has changed. What is compared is all that is
 * in it: a mounted secret changes by a link, and with a time that need not be newer.
 */
final class KeyFile {
    private static final Logger LOG = Logger.getLogger(KeyFile.class);
    private static final String ACCEPTED = "; it is a file with 'name key [rate-per-second [burst]]' in each line";

    private final String path;
    private byte[] seen;
    private boolean readable = true;
    private volatile ApiKeys keys;

    /** @throws Service.CantStart if it can't be read, or is none, in a line without a key */
    KeyFile(String path) {
        this.path = path;
        try {
            byte[] text = read();
            keys = parse(text);
            seen = text;
        } catch (IOException | InvalidPathException e) {
            throw new Service.CantStart("API_KEYS: '" + path + "' can't be read" + ACCEPTED, e);
        } catch (IllegalArgumentException e) {
            throw new Service.CantStart("API_KEYS: '" + path + "', " + e.getMessage(), e);
        }
    }

    /** Those of the newest version that was a good one. */
    ApiKeys keys() {
        return keys;
    }

    /**
     * Looks whether the file has changed; reads it, so not to be called on an event loop. What is wrong with it is logged
     * once, and changes nothing.
     *
     * @return whether there are new keys
     */
    synchronized boolean refresh() {
        try {
            byte[] text = read();
            readable = true;
            if (Arrays.equals(text, seen)) {
                return false;
            }
            seen = text;
            keys = parse(text);
            LOG.infof(
                    "API_KEYS: '%s' has changed: %d keys now", path, keys.all().size());
            return true;
        } catch (IOException e) {
            if (readable) {
                LOG.warnf("API_KEYS: '%s' can't be read any more; the keys stay as they are", path);
            }
            readable = false;
        } catch (IllegalArgumentException e) {
            LOG.warnf("API_KEYS: '%s' has changed, %s; the keys stay as they were", path, e.getMessage());
        }
        return false;
    }

    private byte[] read() throws IOException {
        return Files.readAllBytes(Path.of(path));
    }

    private static ApiKeys parse(byte[] text) {
        return ApiKeyFile.parse(new String(text, StandardCharsets.UTF_8));
    }
}
