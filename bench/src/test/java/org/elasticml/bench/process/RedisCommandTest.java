package org.elasticml.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisCommandTest {
    private static String reply(String bytes) throws IOException {
        return RedisCommand.reply(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsSimpleAndBulkStrings() throws IOException {
        assertEquals("PONG", reply("+PONG\r\n"));
        assertEquals("# Stats\r\na:1\r\n", reply("$14\r\n# Stats\r\na:1\r\n\r\n"));
        assertEquals("", reply("$0\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-LOADING Redis is loading the dataset in memory\r\n", ":1\r\n", "$-1\r\n"})
    void anyOtherIsAFailureThatSaysWhatCame(String bytes) {
        IOException failure = assertThrows(IOException.class, () -> reply(bytes));
        assertTrue(failure.getMessage().contains(bytes.strip()), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+PO", "$5\r\nabc"})
    void anAnswerThatEndsEarlyIsNone(String bytes) {
        assertThrows(EOFException.class, () -> reply(bytes));
    }
}
