package org.elasticml.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What is read of a request: anything gives a value or a refusal that says so. (jqwik shrinks what fails, and names its seed.) */
class ParsingFuzzTest {
    private static final int TRIES = 3_000;

    /** Pieces of which forms are made, in any order, with anything in between. */
    @Provide
    Arbitrary<byte[]> forms() {
        Arbitrary<String> pieces = Arbitraries.of(
                "--b0",
                "--b0--",
                "\r\n",
                "\n",
                "\r",
                "Content-Disposition: form-data; ",
                "Content-Disposition: attachment; filename*=UTF-8''%zz",
                "name=\"f\"; ",
                "filename=\"a.jpg\"",
                "filename=\"",
                "Content-Type: image/jpeg",
                "Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1",
                "Content-Type: text/plain; charset=nonsense",
                "Content-Transfer-Encoding: base64",
                "Content-Length: -1",
                "Content-Length: 99999999999",
                ":",
                ";",
                "\u0000");
        Arbitrary<String> noise =
                Arbitraries.strings().withCharRange((char) 0, (char) 255).ofMaxLength(20);
        return Arbitraries.frequencyOf(Tuple.of(5, pieces), Tuple.of(1, noise))
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Provide
    Arbitrary<String> types() {
        return Combinators.combine(
                        Arbitraries.of(
                                "multipart/form-data", "multipart/mixed", "MULTIPART/x", "image/png", "text/plain", ""),
                        Arbitraries.of(
                                "; boundary=b0",
                                "; boundary=\"b0\"",
                                "; boundary=",
                                "; boundary=b0; charset=x",
                                ";;=",
                                ""))
                .as(String::concat);
    }

    @Property(tries = TRIES)
    void aBodyIsAnImageOrRefused(@ForAll @From("types") String type, @ForAll @From("forms") byte[] body) {
        try {
            assertTrue(ImagePart.of(type, Buffer.buffer(body)).length() > 0);
        } catch (ProblemException e) {
            assertTrue(e.status() == 400 || e.status() == 415, e.status() + ": " + e.getMessage());
        }
    }

    /** Whatever is in it, as long as it does not hold the boundary. */
    @Property(tries = TRIES)
    void aFileComesOutAsItWentIn(@ForAll @Size(min = 1, max = 2_000) byte[] image) {
        Buffer form = Buffer.buffer(
                        "--b0boundary\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n")
                .appendBytes(image)
                .appendString("\r\n--b0boundary--\r\n");
        assertArrayEquals(image, ImagePart.bytes("multipart/form-data; boundary=b0boundary", form));
    }

    private static HttpServerRequest request(String header) {
        return (HttpServerRequest) Proxy.newProxyInstance(
                ParsingFuzzTest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> header);
    }

    @Property(tries = TRIES)
    void aDeadlineIsANumberOrRefused(@ForAll String text) {
        try {
            long millis = DeadlineHeader.millis(request(text)).orElseThrow();
            assertEquals(String.valueOf(millis), text.strip().replaceFirst("^0+", ""));
        } catch (ProblemException e) {
            assertEquals(400, e.status());
        }
    }

    @Property
    void aDeadlineWithinBoundsIsTaken(@ForAll @LongRange(min = 1, max = 600_000) long millis) {
        assertEquals(OptionalLong.of(millis), DeadlineHeader.millis(request(" " + millis + " ")));
    }

    @Property(tries = TRIES)
    void anIdIsOneThatIsSafeInALogAndAHeader(@ForAll String id) {
        assertEquals(id.matches("[A-Za-z0-9._-]{1,128}"), RequestId.isValid(id));
    }
}
