package org.elasticml.mlapp.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.elasticml.mlapp.image.GreyPng;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.image.ImageException;
import org.elasticml.mlapp.serving.TooLate;
import org.elasticml.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemsTest {
    private static final ImageDecoder DECODER = ImageDecoder.imageIo("a test");

    static Stream<Arguments> images() {
        return Stream.of(
                Arguments.of("hello there".getBytes(StandardCharsets.US_ASCII), 400),
                Arguments.of(GreyPng.of(30_000, 30_000), 413),
                Arguments.of("GIF89a\1\0\1\0\0\0\0".getBytes(StandardCharsets.US_ASCII), 415));
    }

    @ParameterizedTest
    @MethodSource("images")
    void anImageThatCantBeReadIsItsSendersFault(byte[] file, int status) {
        ImageException failure = assertThrows(ImageException.class, () -> DECODER.decode(file));
        assertProblem(status, failure.getMessage(), 0, failure);
    }

    @Test
    void wantOfMemoryPasses() {
        OutOfMemoryError failure =
                assertThrows(OutOfMemoryError.class, () -> assertEquals(0, new long[Integer.MAX_VALUE].length));
        assertProblem(503, "others leave too little memory for this image", 1, failure);
    }

    @Test
    void whatIsTooLateIsToldSo() {
        assertProblem(504, "the deadline passed before the image's turn came", 0, new TooLate());
    }

    @Test
    void whatIsNotExpectedStaysAsItIs() {
        IllegalStateException failure = new IllegalStateException();
        assertSame(failure, Problems.of(failure));
    }

    private static void assertProblem(int status, String detail, int retryAfterSeconds, Throwable failure) {
        ProblemException problem = (ProblemException) Problems.of(failure);
        assertEquals(status, problem.status());
        assertEquals(detail, problem.getMessage());
        assertEquals(retryAfterSeconds, problem.retryAfterSeconds());
    }
}
