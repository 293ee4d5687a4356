package org.elasticml.bench.contest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class DecodeCommandTest {
    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void takesOnlyTheProfileOut() {
        byte[] jpeg =
                bytes(0xff, 0xd8, 0xff, 0xe0, 0, 3, 7, 0xff, 0xe2, 0, 4, 8, 9, 0xff, 0xda, 0, 2, 0xff, 0xe2, 0, 2);
        assertArrayEquals(
                bytes(0xff, 0xd8, 0xff, 0xe0, 0, 3, 7, 0xff, 0xda, 0, 2, 0xff, 0xe2, 0, 2),
                DecodeCommand.withoutProfile(jpeg));
        byte[] png = bytes(0x89, 'P', 'N', 'G');
        assertArrayEquals(png, DecodeCommand.withoutProfile(png));
    }
}
