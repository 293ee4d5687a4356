package org.elasticml.core.door;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file of keys, one a line: {@code name key [rate-per-second [burst]]}. Instead of the key, {@code sha256:} and the 64
 * hexadecimal digits of its hash may stand. Empty lines and what follows a {@code #} at a line's start don't count. Without
 * a rate, any is allowed; without a burst, it is what comes in a second.
 */
public final class ApiKeyFile {
    private static final String HASH = "sha256:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[!-~]{16,}");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern RATE = Pattern.compile("[0-9]{1,9}([.][0-9]{1,9})?");
    private static final Pattern BURST = Pattern.compile("[1-9][0-9]{0,8}");

    private final List<ApiKey> keys = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> hashes = new HashSet<>();

    private ApiKeyFile() {}

    /**
     * @throws IllegalArgumentException if it is not as above, naming the line and never showing what is in it
     */
    public static ApiKeys parse(String text) {
        ApiKeyFile file = new ApiKeyFile();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    file.add(line.split("\\s+"));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        if (file.keys.isEmpty()) {
            throw new IllegalArgumentException("no key; a line is 'name key [rate-per-second [burst]]'");
        }
        return new ApiKeys(file.keys);
    }

    private void add(String[] words) {
        require(words.length >= 2 && words.length <= 4, "a line is 'name key [rate-per-second [burst]]'");
        require(NAME.matcher(words[0]).matches(), "a name is 1 to 64 letters, digits, '.', '_' or '-'");
        byte[] hash = hash(words[1]);
        require(names.add(words[0]), "this name was there before; each is there once");
        require(hashes.add(HexFormat.of().formatHex(hash)), "this key was there before; each is there once");
        keys.add(new ApiKey(words[0], hash, words.length == 2 ? Optional.empty() : Optional.of(limit(words))));
    }

    private static byte[] hash(String key) {
        if (key.startsWith(HASH)) {
            String hex = key.substring(HASH.length());
            require(HEX.matcher(hex).matches(), "a hash is 'sha256:' and 64 hexadecimal digits");
            return HexFormat.of().parseHex(hex);
        }
        require(
                KEY.matcher(key).matches(),
                "a key is at least 16 printable ASCII characters, or 'sha256:' and its hash");
        return ApiKeys.sha256(key);
    }

    private static ApiKey.Limit limit(String[] words) {
        double rate = RATE.matcher(words[2]).matches() ? Double.parseDouble(words[2]) : 0;
        require(rate > 0, "a rate is a number of requests a second above 0, as in 10 or 0.5");
        if (words.length == 3) {
            return new ApiKey.Limit(rate, (int) Math.max(1, Math.ceil(rate)));
        }
        require(BURST.matcher(words[3]).matches(), "a burst is a whole number of requests from 1 up");
        return new ApiKey.Limit(rate, Integer.parseInt(words[3]));
    }

    private static void require(boolean so, String accepted) {
        if (!so) {
            throw new IllegalArgumentException(accepted);
        }
    }
}
