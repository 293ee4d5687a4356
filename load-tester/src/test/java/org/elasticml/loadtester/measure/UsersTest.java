package org.elasticml.loadtester.measure;

import static org.elasticml.loadtester.measure.Requests.succeeded;
import static org.elasticml.loadtester.measure.Requests.unanswered;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsersTest {
    /** 0.2 to 1.2 s, 0.5 to 0.6 s, 1.0 to 1.1 s: 0.8 + 0.1 request-seconds in the first second, 0.2 + 0.1 in the second. */
    @Test
    void integratesOverEachSecond() {
        RequestLog log =
                RequestLog.of(succeeded(500, 100, "t", "t"), unanswered(1000, 100), succeeded(200, 1000, "t", "t"));
        List<Users> users = Users.of(log, 3);
        assertEquals(0.9, users.get(0).mean(), 1e-9);
        assertEquals(2, users.get(0).max());
        assertEquals(0.3, users.get(1).mean(), 1e-9);
        assertEquals(2, users.get(1).max());
        assertEquals(new Users(2, 0, 0), users.get(2));
    }

    @Test
    void isNotMoreThanOneIfEachBeginsWhenTheOneBeforeEnds() {
        RequestLog log = RequestLog.of(
                succeeded(0, 100, "t", "t"), succeeded(100, 100, "t", "t"), succeeded(200, 800, "t", "t"));
        assertEquals(List.of(new Users(0, 1, 1), new Users(1, 0, 0)), Users.of(log, 2));
    }

    @Test
    void takesRequestsOfNoLength() {
        RequestLog log = RequestLog.of(unanswered(100, 0), unanswered(100, 0));
        assertEquals(List.of(new Users(0, 0, 1)), Users.of(log, 1));
    }
}
