package org.elasticml.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePartTest {
    private static final String FORM = "multipart/form-data; boundary=b0";
    private static final byte[] IMAGE = image();

    private static byte[] image() {
        byte[] image = new byte[5000];
        new Random(1).nextBytes(image);
        return image;
    }

    private static Buffer form(String disposition, byte[] content) {
        return Buffer.buffer("--b0\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .appendBytes(content)
                .appendString("\r\n--b0--\r\n");
    }

    private static int status(String contentType, Buffer body) {
        return assertThrows(ProblemException.class, () -> ImagePart.of(contentType, body))
                .status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image/jpeg", "IMAGE/PNG; q=1", "application/octet-stream", "application/x-www-form-urlencoded"})
    void takesARawBodyAsItIs(String type) {
        assertArrayEquals(IMAGE, ImagePart.of(type, Buffer.buffer(IMAGE)).getBytes());
    }

    @Test
    void givesTheBytesWithoutACopyWhereItCan() {
        assertSame(IMAGE, ImagePart.bytes("image/png", BufferImpl.buffer(Unpooled.wrappedBuffer(IMAGE))));
        Buffer part = BufferImpl.buffer(Unpooled.wrappedBuffer(IMAGE, 0, 4000));
        assertArrayEquals(Arrays.copyOf(IMAGE, 4000), ImagePart.bytes("image/png", part));
        assertArrayEquals(IMAGE, ImagePart.bytes(FORM, form("name=\"any\"; filename=\"a.jpg\"", IMAGE)));
    }

    @Test
    void takesARawBodyWithoutAType() {
        assertArrayEquals(IMAGE, ImagePart.of(null, Buffer.buffer(IMAGE)).getBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "video/mp4", "multi part"})
    void refusesOtherTypes(String type) {
        assertEquals(415, status(type, Buffer.buffer(IMAGE)));
    }

    @Test
    void findsTheFileByteByByte() {
        assertArrayEquals(
                IMAGE,
                ImagePart.of(FORM, form("name=\"any\"; filename=\"a.jpg\"", IMAGE))
                        .getBytes());
    }

    @Test
    void anEmptyOneIsNoImage() {
        assertEquals(400, status("image/png", Buffer.buffer()));
        assertEquals(400, status(FORM, form("name=\"file\"; filename=\"a.jpg\"", new byte[0])));
        assertEquals(400, status(FORM, form("name=\"file\"", IMAGE)), "a field, not a file");
        assertEquals(400, status(FORM, Buffer.buffer("--b0--\r\n")));
    }

    /** Cut off or damaged anywhere, a form gives a file or a refusal, and never another failure. */
    @Test
    void survivesAnyDamage() {
        Buffer whole = form("name=\"file\"; filename=\"a.jpg\"", IMAGE);
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] damaged =
                    Arrays.copyOf(whole.getBytes(), i % 2 == 0 ? whole.length() : random.nextInt(whole.length()));
            for (int j = 0; j < 3 && damaged.length > 0; j++) {
                damaged[random.nextInt(Math.min(80, damaged.length))] = (byte) random.nextInt();
            }
            try {
                ImagePart.of(FORM, Buffer.buffer(damaged));
            } catch (ProblemException e) {
                assertEquals(400, e.status());
                refused++;
            }
        }
        assertTrue(refused > 1000, "most of them are beyond use, not " + refused);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"multipart/form-data|names no boundary", "multipart/form-data; boundary=|multipart"})
    void saysWhatIsWrongWithTheType(String type, String expected) {
        ProblemException e = assertThrows(
                ProblemException.class,
                () -> ImagePart.of(type, Buffer.buffer("--x".getBytes(StandardCharsets.US_ASCII))));
        assertEquals(400, e.status());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
}
