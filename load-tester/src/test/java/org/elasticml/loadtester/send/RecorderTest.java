package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.photo.Photo;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final Photo PHOTO = new Photo("a.jpg", "image/jpeg", Buffer.buffer("x"), Optional.empty());

    @Test
    void keepsTheFirstEndOnly() {
        Recorder recorder = new Recorder();
        Recorder.Sent sent = recorder.begin(PHOTO, 0);
        sent.written(1);
        sent.end(Answer.none("first"), 2);
        sent.end(Answer.none("second"), 3);
        recorder.endAll(Answer.none("third"), 4);
        assertEquals(1, recorder.ended().size());
        assertEquals(Optional.of("first"), recorder.ended().get(0).answer().error());
        assertEquals(0, recorder.inFlight());
    }

    @Test
    void endsAllThatAreLeft() {
        Recorder recorder = new Recorder();
        recorder.begin(PHOTO, 0);
        recorder.begin(PHOTO, 1);
        assertEquals(2, recorder.snapshot(5).inFlight());
        recorder.endAll(Answer.none("over"), 6);
        assertEquals(2, recorder.ended().size());
        assertEquals(2, recorder.snapshot(7).failed());
    }
}
