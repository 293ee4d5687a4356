package org.elasticml.loadtester.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.elasticml.loadtester.measure.Users;

/** One line a second: how many requests were in flight. */
final class UsersCsv {
    private static final List<String> HEADER = List.of("second", "in_flight_mean", "in_flight_max");

    private UsersCsv() {}

    static void write(Writer out, List<Users> users) throws IOException {
        Csv csv = new Csv(out, HEADER);
        for (Users second : users) {
            csv.whole(second.second())
                    .decimal(second.mean(), 3)
                    .whole(second.max())
                    .end();
        }
    }
}
