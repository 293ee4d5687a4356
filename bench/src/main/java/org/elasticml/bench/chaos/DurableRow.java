package org.elasticml.bench.chaos;

import java.util.List;
import java.util.Locale;
import org.elasticml.bench.measure.TextTable;

/**
 * One run of a durable scenario. The components' names are those of the JSON file, there in snake case.
 *
 * @param harmSeconds when somebody was killed, from the first request's due instant, as all seconds here
 * @param refused answers 503 to requests, each of which was sent again
 * @param unanswered posts that ended without an answer, each of which was sent again
 * @param answered accepted ones whose result was read and tells of a success
 * @param lost accepted ones whose result is unknown, expired, or never came
 * @param failed accepted ones whose result tells of a refusal or a failure
 * @param different whose result is not what a replica answers when it is asked itself
 * @param changed whose result, read again at the end, was not the same
 * @param readBefore results read before the harm
 * @param lastSecond when the last result was read
 * @param longestSeconds from its acceptance, the most that a result took
 * @param served photos that replicas answered, less those accepted: done in vain or twice; NaN if they don't say
 */
record DurableRow(
        long seed,
        double harmSeconds,
        int accepted,
        int refused,
        int unanswered,
        int answered,
        int lost,
        int failed,
        int different,
        int changed,
        int readBefore,
        double lastSecond,
        double longestSeconds,
        double served) {

    static String table(List<DurableRow> rows) {
        TextTable table = new TextTable(
                "run",
                "seed",
                "harm s",
                "accepted",
                "refused",
                "no answer",
                "answered",
                "lost",
                "failed",
                "different",
                "changed",
                "read before",
                "last s",
                "longest s",
                "served more");
        for (int i = 0; i < rows.size(); i++) {
            DurableRow row = rows.get(i);
            table.row(
                    Integer.toString(i + 1),
                    Long.toString(row.seed),
                    number(row.harmSeconds),
                    Integer.toString(row.accepted),
                    Integer.toString(row.refused),
                    Integer.toString(row.unanswered),
                    Integer.toString(row.answered),
                    Integer.toString(row.lost),
                    Integer.toString(row.failed),
                    Integer.toString(row.different),
                    Integer.toString(row.changed),
                    Integer.toString(row.readBefore),
                    number(row.lastSecond),
                    number(row.longestSeconds),
                    Double.isNaN(row.served) ? "-" : Long.toString(Math.round(row.served)));
        }
        return table.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
