package org.elasticml.loadtester.send;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.photo.Photo;

/** What is sent and answered in tests. */
final class Fates {
    static final Photo PHOTO = new Photo("a.jpg", "image/jpeg", Buffer.buffer("x"), Optional.of("tench"));
    static final Answer FINE = new Answer(
            200,
            Outcome.SUCCEEDED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty());

    private Fates() {}
}
