package org.elasticml.dispatcher.rest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Requests that are right, damaged here and there: the same for the same seed. */
final class Mutations {
    private static final String CRLF = "\r\n";
    private static final String FORM = "--b0\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.jpg\"\r\n"
            + "Content-Type: image/jpeg\r\n\r\n" + "\u00ff\u00d8\u00ff image ".repeat(30) + "\r\n--b0--\r\n";

    private static final List<String> RIGHT = List.of(
            request("POST /add_to_queue", "Content-Type: image/jpeg\r\nContent-Length: 20\r\n", "i".repeat(20)),
            request("POST /add_to_queue?top_k=3", "X-Priority: high\r\nContent-Length: 2000\r\n", "i".repeat(2000)),
            request(
                    "POST /add_to_queue",
                    "Content-Type: multipart/form-data; boundary=b0\r\nContent-Length: " + FORM.length() + CRLF,
                    FORM),
            request(
                    "POST /add_to_queue",
                    "Content-Type: image/png\r\nTransfer-Encoding: chunked\r\n",
                    "5\r\nhello\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"),
            request("POST /add_to_queue", "Expect: 100-continue\r\nContent-Length: 5\r\n", "hello"),
            request("PUT /replicas", "Content-Type: application/json\r\nContent-Length: 2\r\n", "{}"),
            request("GET /stats", "X-Request-Id: abc\r\nAccept: application/json\r\n", ""),
            request("GET /", "", "") + request("GET /stats", "", ""),
            request("GET /q/openapi", "Origin: http://a\r\n", ""));

    /** What is put into a line of its own. */
    private static final List<String> HEADERS = List.of(
            "Content-Length: 0",
            "Content-Length: -1",
            "Content-Length: 5, 5",
            "Content-Length: 99999999999999999999",
            "Content-Length: 9223372036854775807",
            "Content-Length: 20000000",
            "Content-Length: +5",
            "Content-Length : 7",
            "Content-Length:",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding:\u000bchunked",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=",
            "Content-Type: multipart/form-data; boundary=\"b0",
            "Content-Type: multipart/mixed; boundary=--b0; charset=nonsense",
            "Content-Type: ;;;=\u00e9",
            "Content-Type: text/plain",
            "Content-Encoding: gzip",
            "Expect: 100-continue",
            "Expect: nothing",
            "Connection: close",
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13",
            "Host: other",
            "Host:",
            "X-Priority: urgent\u0000",
            "X-Priority: \u00ef\u00bf\u00bd",
            "X-Deadline-Ms: -1",
            "X-Deadline-Ms: 1",
            "X-Deadline-Ms: one",
            "X-Request-Id: " + "x".repeat(200),
            "X-Request-Id: a\u0001b",
            "X-Routing-Key: \u00ff",
            "Accept: text/html;q=x",
            "Accept: /",
            "Cookie: a=\"\\\"; ;;",
            "Forwarded: for=[::1",
            "X-Forwarded-For: ,,,",
            " folded: line",
            ": nameless",
            "nocolon",
            "\u0000: nul",
            "Na\u00efve: x");

    /** What is put in anywhere. */
    private static final List<String> PIECES = List.of(
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "\u0000",
            "\u0000\u0000\u0000\u0000",
            "\t",
            " ",
            "%00",
            "%",
            "%zz",
            "/../",
            "//",
            ";",
            "?",
            "FFFFFFFFFFFFFFFF\r\n",
            "-1\r\n",
            "7fffffff\r\n",
            "0\r\n\r\n",
            "--b0",
            "--b0--",
            "\r\n--b0\r\n\r\n",
            "filename=\"",
            "name=\"" + "n".repeat(500) + "\"",
            "Content-Transfer-Encoding: base64\r\n",
            "HTTP/1.0",
            "HTTP/9.9",
            "HTTP/1.1",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "CONNECT",
            "TRACE",
            "OPTIONS",
            "\u00ff\u00fe");

    private final SplittableRandom random;

    Mutations(long seed) {
        random = new SplittableRandom(seed);
    }

    private static String request(String line, String headers, String body) {
        return line + " HTTP/1.1\r\nHost: x\r\n" + headers + CRLF + body;
    }

    /** One that is damaged in one to four places. */
    byte[] next() {
        String request = pick(RIGHT);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            request = damaged(request);
        }
        return (request.isEmpty() ? CRLF : request).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String damaged(String whole) {
        int from = random.nextInt(whole.length() + 1);
        int to = Math.min(whole.length(), from + 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 4));
        String before = whole.substring(0, from);
        String after = whole.substring(from);
        return switch (random.nextInt(12)) {
            case 0 -> before + (char) random.nextInt(256) + whole.substring(to);
            case 1 -> before + (char) random.nextInt(256) + after;
            case 2 -> before + whole.substring(to);
            case 3 -> whole.substring(0, to) + after;
            case 4 -> before;
            case 5, 6 -> before + pick(PIECES) + after;
            case 7 -> whole.replace(CRLF, pick(List.of("\n", "\r", "\r\r\n", "\n\r")));
            case 8 -> replaceOne(whole, " ", pick(List.of("", "  ", "\t", "\u00a0")));
            case 9 -> many(whole);
            default -> replaceOne(whole, CRLF, CRLF + pick(HEADERS) + CRLF);
        };
    }

    /** A huge count of headers, of parts or of chunks. */
    private String many(String whole) {
        return switch (random.nextInt(4)) {
            case 0 -> replaceOne(whole, CRLF, CRLF + "h: v\r\n".repeat(1 + random.nextInt(4_000)));
            case 1 -> replaceOne(whole, CRLF, CRLF + "X-Long: " + "v".repeat(random.nextInt(40_000)) + CRLF);
            case 2 ->
                whole.replace(
                        "--b0\r\n",
                        "--b0\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n"
                                        .repeat(1 + random.nextInt(200))
                                + "--b0\r\n");
            default -> whole.replace("5\r\nhello\r\n", "1\r\nh\r\n".repeat(1 + random.nextInt(2_000)));
        };
    }

    /** Any one of those there are. */
    private String replaceOne(String whole, String what, String by) {
        int[] places = java.util.stream.IntStream.range(0, whole.length())
                .filter(i -> whole.startsWith(what, i))
                .toArray();
        if (places.length == 0) {
            return whole;
        }
        // In the head, mostly: a body has many lines too.
        int place = places[random.nextInt(Math.min(places.length, 6))];
        return whole.substring(0, place) + by + whole.substring(place + what.length());
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** For a reader. */
    static String show(byte[] request) {
        StringBuilder text = new StringBuilder();
        for (byte b : Arrays.copyOf(request, Math.min(request.length, 2_000))) {
            text.append(b >= ' ' && b < 127 ? String.valueOf((char) b) : String.format("\\x%02x", b & 0xff));
        }
        return text.toString();
    }
}
