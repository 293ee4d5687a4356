package org.elasticml.autoscaler.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticml.core.metrics.Metric;
import org.elasticml.core.metrics.PrometheusText;
import org.elasticml.core.scale.ServiceCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObserverTest {
    private static final ServiceCurve CURVE = ServiceCurve.of(0.05);

    private final Observer observer = new Observer(Optional.of(CURVE));

    private static String recorded(String name) throws IOException {
        try (InputStream page = ObserverTest.class.getResourceAsStream("/metrics/" + name + ".txt")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Reading page(String source, double seconds, String text) {
        return new Reading.Page(source, seconds, 0, PrometheusText.parse(text));
    }

    /** What a dispatcher tells whose uptime is {@code seconds}. */
    private static Reading told(String source, double seconds, double arrivals, double queued) {
        return page(
                source,
                seconds,
                "process_uptime_seconds " + seconds + "\ndispatcher_arrivals_total " + arrivals
                        + "\ndispatcher_queue_size " + queued + "\n");
    }

    private static Reading silent(String source) {
        return new Reading.Silence(source, "no connection");
    }

    private View see(double seconds, Reading... dispatchers) {
        return observer.see(new Readings(seconds, Arrays.asList(dispatchers), List.of()));
    }

    private static Figures figures(View view) {
        return assertInstanceOf(View.Sighted.class, view).figures();
    }

    private static String reason(View view) {
        return assertInstanceOf(View.Unsighted.class, view).reason();
    }

    /** Of a dispatcher with one replica, in the middle of 16 requests. */
    @Test
    void readsWhatTheServicesTell() throws IOException {
        Observer real = new Observer(Optional.empty());
        Reading dispatcher = page("d", 1, recorded("dispatcher"));
        Readings first = new Readings(1, List.of(dispatcher), List.of());
        assertEquals(
                "no replica has told yet what a batch takes",
                assertInstanceOf(View.Unsighted.class, real.see(first)).reason());
        assertEquals(Optional.of(Map.of("127.0.0.1:29001", "ready")), real.replicaStates());

        Reading replica = page("127.0.0.1:29001", 2, recorded("ml-app"));
        Reading later = page(
                "d",
                2,
                recorded("dispatcher").replace("process_uptime_seconds 15.786", "process_uptime_seconds 16.786"));
        Figures seen = figures(real.see(new Readings(2, List.of(later), List.of(replica))));
        assertEquals(1, seen.queued());
        assertEquals(4, seen.inFlight());
        assertEquals(2, seen.service().maxBatch(), "as the best batch, though 4 was measured as well");
        assertEquals(0.025475151072100716, seen.service().seconds(1));
        assertEquals(0.047536201793638544, seen.service().seconds(2));
    }

    @Test
    void sumsOverDispatchers() {
        see(1, told("a", 1, 100, 1), told("b", 1, 1000, 2));
        Figures seen = figures(see(2, told("a", 2, 110, 3), told("b", 2, 1030, 4)));
        assertEquals(40, seen.arrivalsTotal());
        assertEquals(7, seen.queued());
        assertEquals((3 + 7) / 2.0, seen.requestSecondsTotal());
    }

    /** What a dispatcher with a cache tells. */
    private static Reading cached(double seconds, double arrivals, double hits, double shared) {
        return page(
                "a",
                seconds,
                "process_uptime_seconds " + seconds + "\ndispatcher_arrivals_total " + arrivals
                        + "\ndispatcher_queue_size 0"
                        + "\ndispatcher_cache_requests_total{result=\"hit\"} " + hits
                        + "\ndispatcher_cache_requests_total{result=\"shared\"} " + shared
                        + "\ndispatcher_cache_requests_total{result=\"miss\"} 7\n");
    }

    @Test
    void whatACacheAnswersNeedsNoReplica() {
        see(1, cached(1, 100, 60, 10));
        assertEquals(13, figures(see(2, cached(2, 140, 85, 12))).arrivalsTotal());
        // A body that comes late: looked up after it was counted. The total stands still, and does not go back.
        assertEquals(13, figures(see(3, cached(3, 140, 86, 12))).arrivalsTotal());
        assertEquals(22, figures(see(4, cached(4, 150, 86, 12))).arrivalsTotal());
        // The dispatcher was started again.
        assertEquals(25, figures(see(5, cached(5, 5, 2, 0))).arrivalsTotal());
    }

    @Test
    void countsOnWhenACounterBeginsAnew() {
        see(1, told("a", 1, 100, 0));
        see(2, told("a", 2, 110, 0));
        assertEquals(13, figures(see(3, told("a", 3, 3, 0))).arrivalsTotal());
    }

    @Test
    void isBlindWhileNoDispatcherAnswers() {
        see(1, told("a", 1, 100, 0));
        assertEquals("dispatcher a: no connection", reason(see(2, silent("a"))));
        assertEquals("dispatcher a: no connection", reason(see(60, silent("a"))));
        View.Sighted again = assertInstanceOf(View.Sighted.class, see(61, told("a", 61, 400, 0)));
        assertEquals(300, again.figures().arrivalsTotal(), "what came meanwhile");
        assertFalse(again.anew());
    }

    @Test
    void isPartialWhenOneOfSeveralStaysAway() {
        see(1, told("a", 1, 100, 1), told("b", 1, 1000, 2));
        assertEquals("dispatcher b: no connection", reason(see(2, told("a", 2, 110, 1), silent("b"))));
        double after = 2 + Observer.GRACE_SECONDS;
        View.Sighted partial = assertInstanceOf(View.Sighted.class, see(after, told("a", after, 120, 1), silent("b")));
        assertTrue(partial.isPartial());
        assertEquals("dispatcher b: no connection", partial.missing());
        assertEquals(20, partial.figures().arrivalsTotal());
        View.Sighted back = assertInstanceOf(
                View.Sighted.class, see(after + 1, told("a", after + 1, 130, 1), told("b", after + 1, 9000, 0)));
        assertFalse(back.isPartial());
        assertTrue(back.anew());
        assertEquals(30, back.figures().arrivalsTotal(), "what came to b unseen is no surge");
        View.Sighted then = assertInstanceOf(
                View.Sighted.class, see(after + 2, told("a", after + 2, 140, 1), told("b", after + 2, 9005, 0)));
        assertFalse(then.anew());
        assertEquals(45, then.figures().arrivalsTotal());
    }

    private View.Sighted sighted(double seconds, Reading... dispatchers) {
        return assertInstanceOf(View.Sighted.class, see(seconds, dispatchers));
    }

    @Test
    void staysPartialWhileOneThatIsListedIsSilent() {
        see(1, told("a", 1, 100, 0), told("b", 1, 1000, 0));
        for (double seconds = 2; seconds < 60; seconds++) {
            View view = see(seconds, told("a", seconds, 100 + seconds, 0), silent("b"));
            assertEquals(seconds >= 2 + Observer.GRACE_SECONDS, view instanceof View.Sighted now && now.isPartial());
        }
    }

    @Test
    void beginsAnewAsOftenAsOneIsBack() {
        see(1, told("a", 1, 100, 0), told("b", 1, 1000, 0), told("c", 1, 1000, 0));
        see(2, told("a", 2, 110, 0), silent("b"), silent("c"));
        sighted(6, told("a", 6, 150, 0), silent("b"), silent("c"));
        View.Sighted one = sighted(7, told("a", 7, 160, 0), told("b", 7, 1050, 0), silent("c"));
        assertTrue(one.isPartial());
        assertTrue(one.anew(), "what comes to b is no surge");
        assertFalse(sighted(8, told("a", 8, 170, 0), told("b", 8, 1060, 0), silent("c"))
                .anew());
        assertTrue(sighted(9, told("a", 9, 180, 0), told("b", 9, 1070, 0), told("c", 9, 1080, 0))
                .anew());
    }

    @Test
    void takesOneThatComesIdleForPartOfTheSame() {
        see(1, told("a", 1, 100, 0));
        View.Sighted more = sighted(2, told("a", 2, 110, 0), told("b", 2, 0, 0));
        assertFalse(more.anew());
        assertFalse(more.isPartial());
        assertEquals(
                22,
                sighted(3, told("a", 3, 115, 0), told("b", 3, 7, 0)).figures().arrivalsTotal());
    }

    @Test
    void beginsAnewWhenOneComesThatWasUnseen() {
        see(1, told("a", 1, 100, 0));
        View.Sighted more = sighted(2, told("a", 2, 110, 0), told("b", 2, 500, 0));
        assertTrue(more.anew());
        assertEquals(10, more.figures().arrivalsTotal(), "what came to b before is no surge");
        View.Sighted then = sighted(3, told("a", 3, 115, 0), told("b", 3, 505, 0));
        assertFalse(then.anew());
        assertEquals(20, then.figures().arrivalsTotal());
    }

    @Test
    void goesOnWithoutOneThatIsGone() {
        see(1, told("a", 1, 100, 0), told("b", 1, 1000, 3));
        View.Sighted without = sighted(2, told("a", 2, 120, 0));
        assertFalse(without.isPartial());
        assertFalse(without.anew());
        assertEquals(20, without.figures().arrivalsTotal());
        assertEquals(0, without.figures().queued());
        View.Sighted back = sighted(9, told("a", 9, 130, 0), told("b", 9, 1900, 0));
        assertTrue(back.anew());
        assertEquals(30, back.figures().arrivalsTotal(), "its requests meanwhile are no surge");
    }

    @Test
    void isWholeAgainWhenOneThatStayedAwayIsGone() {
        see(1, told("a", 1, 100, 0), told("b", 1, 1000, 0));
        see(2, told("a", 2, 110, 0), silent("b"));
        assertTrue(sighted(6, told("a", 6, 150, 0), silent("b")).isPartial());
        View.Sighted whole = sighted(7, told("a", 7, 170, 0));
        assertFalse(whole.isPartial());
        assertTrue(whole.anew(), "its share is with a, or will be: neither surge nor fall");
        assertFalse(sighted(8, told("a", 8, 190, 0)).anew());
        assertEquals(100, sighted(9, told("a", 9, 200, 0)).figures().arrivalsTotal());
    }

    @Test
    void doesNotTakeThemForGoneWhenWhoListsThemIsSilent() {
        see(1, told("a", 1, 100, 0), told("b", 1, 1000, 0));
        assertEquals("dispatcher p: no connection", reason(see(2, silent("p"))));
        View.Sighted again = sighted(3, told("a", 3, 110, 0), told("b", 3, 1020, 0));
        assertFalse(again.anew());
        assertEquals(30, again.figures().arrivalsTotal(), "what came meanwhile");
    }

    @ParameterizedTest
    @CsvSource({
        "dispatcher_arrivals_total NaN, dispatcher_arrivals_total is absurd: not a number",
        "dispatcher_arrivals_total -5, dispatcher_arrivals_total is absurd: negative",
        "dispatcher_arrivals_total 1e300, dispatcher_arrivals_total is absurd: it leapt",
        "dispatcher_arrivals_total +Inf, dispatcher_arrivals_total is absurd: too large",
        "dispatcher_queue_size -1, dispatcher_queue_size is absurd: negative",
        "dispatcher_queue_size 1e12, dispatcher_queue_size is absurd: too large",
        "dispatcher_replica_in_flight{replica=\"r\"} NaN, dispatcher_replica_in_flight is absurd: not a number",
    })
    void believesNothingAbsurd(String line, String reason) {
        see(1, told("a", 1, 100, 0));
        List<Metric> absurd = new ArrayList<>(PrometheusText.parse(line));
        absurd.addAll(((Reading.Page) told("a", 2, 110, 0)).metrics());
        assertEquals("dispatcher a: " + reason, reason(see(2, new Reading.Page("a", 2, 0, absurd))));
        assertEquals(20, figures(see(3, told("a", 3, 120, 0))).arrivalsTotal(), "as if it had not been");
    }

    @Test
    void doesNotTakeAMissingMetricForNone() {
        assertEquals(
                "dispatcher a: it does not tell dispatcher_queue_size",
                reason(see(1, page("a", 1, "dispatcher_arrivals_total 7\n"))));
    }

    @Test
    void seesThatAPageStandsStill() {
        for (double seconds = 0; seconds < DispatcherTrack.FROZEN_SECONDS; seconds++) {
            figures(see(
                    seconds,
                    page(
                            "a",
                            seconds,
                            "process_uptime_seconds 9\ndispatcher_arrivals_total 100\ndispatcher_queue_size 0\n")));
        }
        double frozen = DispatcherTrack.FROZEN_SECONDS;
        // Whatever else moves.
        assertEquals(
                "dispatcher a: its metrics are frozen",
                reason(
                        see(
                                frozen,
                                page(
                                        "a",
                                        frozen,
                                        "process_uptime_seconds 9\ndispatcher_arrivals_total 101\ndispatcher_queue_size 0\n"))));
        assertEquals(5, figures(see(frozen + 1, told("a", 10, 105, 0))).arrivalsTotal());
    }

    @Test
    void holdsAnIdleDispatcherForAlive() {
        for (int seconds = 0; seconds < 20; seconds++) {
            figures(see(seconds, told("a", seconds, 100, 0)));
        }
    }

    @Test
    void waitsForNewSamplesAndKnowsOldOnes() {
        figures(see(1, told("p", 100, 10, 0)));
        assertInstanceOf(View.Unchanged.class, see(2, told("p", 100, 10, 0)));
        figures(see(3, told("p", 115, 20, 0)));
        Reading.Page sample = (Reading.Page) told("p", 115, 20, 0);
        double old = DispatcherTrack.STALE_INTERVALS * 15;
        assertInstanceOf(View.Unchanged.class, see(4, new Reading.Page("p", 115, old, sample.metrics())));
        assertEquals(
                "dispatcher p: its metrics are stale",
                reason(see(5, new Reading.Page("p", 115, old + 1, sample.metrics()))));
        figures(see(6, told("p", 160, 30, 0)));
    }

    @Test
    void takesTheMeanCurveAndKeepsIt() {
        String two = "ml_app_best_batch 4\nml_app_measured_service_seconds{batch=\"1\"} 0.04\n"
                + "ml_app_measured_service_seconds{batch=\"2\"} 0.03\nml_app_measured_service_seconds{batch=\"4\"} 0.08\n"
                + "ml_app_measured_service_seconds{batch=\"8\"} 0.2\nprocess_cpu_time_ns_total ";
        String other = two.replace("0.04", "0.06").replace("0.08", "0.12");
        View view = observer.see(new Readings(
                1, List.of(told("a", 1, 0, 0)), List.of(page("x", 1, two + "5e9"), page("y", 1, other + "7e9"))));
        ServiceCurve curve = figures(view).service();
        assertEquals(4, curve.maxBatch());
        assertEquals(0.05, curve.seconds(1), 1e-12);
        assertEquals(0.05, curve.seconds(2), 1e-12, "no faster than one");
        assertEquals(0.075, curve.seconds(3), 1e-12);
        assertEquals(0.1, curve.seconds(4), 1e-12);
        // One restarted, one does not answer.
        Figures next = figures(observer.see(
                new Readings(2, List.of(told("a", 2, 0, 0)), List.of(page("x", 2, two + "1e9"), silent("y")))));
        assertEquals(0.04, next.service().seconds(1), 1e-12);
        assertEquals(1, next.busyCoreSecondsTotal(), 1e-12);
        Figures last = figures(observer.see(new Readings(3, List.of(told("a", 3, 0, 0)), List.of(silent("x")))));
        assertEquals(0.04, last.service().seconds(1), 1e-12);
    }

    @Test
    void leavesOutWhatReplicasCanNotMean() {
        String absurd = "ml_app_best_batch NaN\nml_app_measured_service_seconds{batch=\"1\"} -3\n"
                + "process_cpu_time_ns_total NaN\n";
        Figures seen =
                figures(observer.see(new Readings(1, List.of(told("a", 1, 0, 0)), List.of(page("x", 1, absurd)))));
        assertEquals(CURVE, seen.service());
        assertEquals(0, seen.busyCoreSecondsTotal());
    }
}
