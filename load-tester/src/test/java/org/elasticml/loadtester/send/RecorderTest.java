package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalDouble;
import org.elasticml.loadtester.measure.Answer;
import org.junit.jupiter.api.Test;

class RecorderTest {
    @Test
    void keepsTheFirstEndOnly() {
        Recorder recorder = new Recorder();
        Recorder.Sent sent = recorder.begin(Fates.PHOTO, 0).orElseThrow();
        sent.written(1);
        sent.end(Answer.none("first"), 2);
        sent.end(Answer.none("second"), 3);
        recorder.close(Answer.none("third"), 4);
        assertEquals(1, recorder.ended().size());
        assertEquals(Optional.of("first"), recorder.ended().get(0).answer().error());
        assertEquals(0, recorder.inFlight());
    }

    /** The end of the run was read off the clock, and then the last request was written. */
    @Test
    void nothingEndsBeforeItIsSent() {
        Recorder recorder = new Recorder();
        Recorder.Sent sent = recorder.begin(Fates.PHOTO, 0).orElseThrow();
        sent.written(7);
        recorder.close(Answer.none("over"), 6);
        assertEquals(7, recorder.ended().finishedNanos(0));
    }

    @Test
    void endsAllThatAreLeftAndTakesNoMore() {
        Recorder recorder = new Recorder();
        recorder.begin(Fates.PHOTO, 0);
        recorder.begin(Fates.PHOTO, 1);
        assertEquals(2, recorder.snapshot(5).inFlight());
        recorder.close(Answer.none("over"), 6);
        assertEquals(2, recorder.ended().size());
        assertEquals(2, recorder.snapshot(7).failed());
        assertEquals(Optional.empty(), recorder.begin(Fates.PHOTO, 8));
        assertEquals(2, recorder.begun());
    }

    /** The last 5 s, and no more than 20,000 of them: here the 20,000 last take 2 ns, those before 1 ns. */
    @Test
    void looksAtAFewRecentOnes() {
        Recorder recorder = new Recorder();
        end(recorder, 1, 100_000);
        assertEquals(1e-6, recorder.snapshot(0).recent().millis(1).orElseThrow());
        end(recorder, 2, 20_000);
        assertEquals(2e-6, recorder.snapshot(0).recent().millis(1).orElseThrow());
        assertEquals(
                OptionalDouble.empty(),
                recorder.snapshot(6_000_000_000L).recent().millis(1));
    }

    private static void end(Recorder recorder, long latencyNanos, int times) {
        for (int i = 0; i < times; i++) {
            recorder.begin(Fates.PHOTO, 0).orElseThrow().end(Fates.FINE, latencyNanos);
        }
    }
}
