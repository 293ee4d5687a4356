package org.elasticml.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Counts what became of the requests of a run.
 *
 * @param direct by image, what a replica answers when it is asked itself
 * @param tolerance see {@link Classes#agrees}
 */
record DurableJudge(List<Classes> direct, double tolerance) {

    /**
     * @param errands those accepted
     * @param harmNanos when harm was done
     * @param servedPhotos what the replicas answered in all, if they say so
     */
    DurableRow row(long seed, List<Errand> errands, long harmNanos, Posts posts, Optional<Long> servedPhotos) {
        return new DurableRow(
                seed,
                harmNanos / 1e9,
                errands.size(),
                posts.refused(),
                posts.unanswered(),
                count(errands, errand -> errand.first().classes().isPresent()),
                count(errands, DurableJudge::isLost),
                count(
                        errands,
                        errand -> !isLost(errand) && errand.first().classes().isEmpty()),
                count(errands, this::isDifferent),
                count(errands, DurableJudge::isChanged),
                count(errands, errand -> !isLost(errand) && errand.first().nanos() < harmNanos),
                errands.stream()
                        .mapToDouble(errand -> errand.first().nanos() / 1e9)
                        .max()
                        .orElse(Double.NaN),
                errands.stream()
                        .mapToDouble(errand -> (errand.first().nanos() - errand.acceptedNanos()) / 1e9)
                        .max()
                        .orElse(Double.NaN),
                servedPhotos.map(served -> (double) (served - errands.size())).orElse(Double.NaN));
    }

    private static int count(List<Errand> errands, Predicate<Errand> which) {
        return (int) errands.stream().filter(which).count();
    }

    private static boolean isLost(Errand errand) {
        return errand.first().body().isEmpty();
    }

    private static boolean isFailed(Errand errand) {
        return !isLost(errand) && errand.first().classes().isEmpty();
    }

    private boolean isDifferent(Errand errand) {
        return errand.first()
                .classes()
                .filter(classes -> !classes.agrees(direct.get(errand.image()), tolerance))
                .isPresent();
    }

    /** Read twice, it must be the same to the last field. */
    private static boolean isChanged(Errand errand) {
        Optional<JsonNode> again = errand.again().flatMap(Reading::body);
        return !isLost(errand) && !Objects.equals(errand.first().body(), again);
    }

    /**
     * @param redisAlone nothing but Redis was away, so that each post must have had an answer
     * @param run to call it
     */
    static void judge(
            DurableRow row, List<Errand> errands, Posts posts, boolean redisAlone, String run, Findings findings) {
        long ids = errands.stream().map(Errand::location).distinct().count();
        findings.count(
                        row.accepted() == DurablePlan.REQUESTS,
                        run + row.accepted() + " of " + DurablePlan.REQUESTS + " were accepted")
                .count(row.lost() == 0, run + row.lost() + " accepted ones were lost" + why(errands))
                .count(
                        row.failed() == 0,
                        run + row.failed() + " accepted ones were refused or failed later" + told(errands))
                .count(row.different() == 0, run + row.different() + " results are not what a replica answers")
                .count(row.changed() == 0, run + row.changed() + " results changed")
                .count(ids == errands.size(), run + (errands.size() - ids) + " were given another one's id")
                .count(posts.unexpected().isEmpty(), run + "answered with " + posts.unexpected())
                .count(!redisAlone || posts.unanswered() == 0, run + posts.unanswered() + " posts had no answer")
                // A harm that nobody could have felt shows nothing.
                .count(row.readBefore() < DurablePlan.REQUESTS, run + "all was over before the harm");
    }

    private static String why(List<Errand> errands) {
        return errands.stream()
                .filter(DurableJudge::isLost)
                .map(errand -> ", the first one (image " + errand.image() + ", " + errand.location() + "): "
                        + errand.first().otherwise())
                .findFirst()
                .orElse("");
    }

    private static String told(List<Errand> errands) {
        return errands.stream()
                .filter(DurableJudge::isFailed)
                .flatMap(errand -> errand.first().body().stream())
                .map(body -> ", the first one: " + body)
                .findFirst()
                .orElse("");
    }
}
