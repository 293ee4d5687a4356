package org.elasticml.dispatcher.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What Redis does in one step: {@code redis/*.lua}, each after {@code common.lua}. */
enum Script {
    OPEN,
    ADD,
    TAKE,
    BORROW,
    LEND,
    FINISH,
    BEAT,
    RELEASE,
    LEAVE;

    private final String text = read("common") + read(name().toLowerCase(Locale.ROOT));
    private final String sha1 = sha1(text);

    private static String read(String name) {
        try (InputStream file = Script.class.getResourceAsStream("/redis/" + name + ".lua")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** By its hash, which is short; Redis may not know it. */
    Request byHash(List<String> keys, Object... arguments) {
        return request(Command.EVALSHA, sha1, keys, arguments);
    }

    /** By its text, after which Redis knows its hash until it restarts. */
    Request byText(List<String> keys, Object... arguments) {
        return request(Command.EVAL, text, keys, arguments);
    }

    private static Request request(Command command, String script, List<String> keys, Object[] arguments) {
        Object[] all = new Object[2 + keys.size() + arguments.length];
        all[0] = script;
        all[1] = keys.size();
        System.arraycopy(keys.toArray(), 0, all, 2, keys.size());
        System.arraycopy(arguments, 0, all, 2 + keys.size(), arguments.length);
        return Request.cmd(command, all);
    }
}
