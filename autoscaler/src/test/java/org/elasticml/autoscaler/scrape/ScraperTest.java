package org.elasticml.autoscaler.scrape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.elasticml.autoscaler.observe.Reading;
import org.elasticml.autoscaler.observe.Readings;
import org.elasticml.core.metrics.Metric;
import org.elasticml.web.DnsAddresses;
import org.junit.jupiter.api.Test;

class ScraperTest {
    private volatile double seconds;

    private static Scraper scraper(DoubleSupplier clock, URI... urls) {
        return new Scraper(new Dispatchers(List.of(urls), List.of()), clock);
    }

    @Test
    void readsPagesAndSaysWhatIsSilent() {
        try (StubServer one = new StubServer(path -> path.equals("/q/metrics") ? "up 1\n" : null);
                StubServer broken = new StubServer(path -> null);
                StubServer other = new StubServer(path -> "<html>")) {
            Scraper scraper = scraper(() -> 7, one.url(), broken.url(), other.url(), URI.create("http://127.0.0.1:1"));
            List<Reading> read = scraper.read(List.of()).dispatchers();
            assertEquals(new Reading.Page(one.authority(), 7, 0, List.of(new Metric("up", Map.of(), 1))), read.get(0));
            assertEquals(new Reading.Silence(broken.authority(), "HTTP 500"), read.get(1));
            assertTrue(assertInstanceOf(Reading.Silence.class, read.get(2))
                    .reason()
                    .startsWith("line 1 is no metric"));
            assertEquals(new Reading.Silence("127.0.0.1:1", "no connection"), read.get(3));
        }
    }

    /** It is asked at 10, 11, 12 and 13; the third time it pauses for 0.4 s before it reads its counters. */
    @Test
    void timesAPageByTheClockOfWhoTellsIt() {
        try (StubServer server = new StubServer(path -> {
            seconds += seconds == 12 ? 0.4 : 0;
            return "process_uptime_seconds " + (seconds - 3) + "\n";
        })) {
            Scraper scraper = scraper(() -> seconds, server.url());
            for (double asked = 10; asked <= 13; asked++) {
                seconds = asked;
                Reading.Page page = assertInstanceOf(
                        Reading.Page.class,
                        scraper.read(List.of()).dispatchers().get(0));
                assertEquals(asked == 12 ? 12.4 : asked, page.seconds(), 1e-9);
            }
        }
    }

    /** Started anew it has another clock, and what it can't have read it is not taken to. */
    @Test
    void timesAPageBetweenQuestionAndAnswer() {
        try (StubServer server = new StubServer(path -> "process_uptime_seconds " + (seconds == 11 ? 500 : 2) + "\n")) {
            Scraper scraper = scraper(() -> seconds, server.url());
            for (seconds = 10; seconds <= 12; seconds++) {
                Reading.Page page = assertInstanceOf(
                        Reading.Page.class,
                        scraper.read(List.of()).dispatchers().get(0));
                assertEquals(seconds, page.seconds());
            }
        }
    }

    @Test
    void asksReplicasNowAndThen() {
        try (StubServer server = new StubServer(path -> "up 1\n")) {
            Scraper scraper = scraper(() -> seconds, server.url());
            assertEquals(1, ask(scraper, server, 0).replicas().size());
            assertEquals(0, ask(scraper, server, 4.9).replicas().size());
            assertEquals(1, ask(scraper, server, 5).replicas().size());
        }
    }

    /** An address in digits needs no name server; what others answer, {@code DnsAddressesTest} says. */
    @Test
    void asksWhoeverIsBehindAName() {
        try (StubServer fixed = new StubServer(path -> "up 1\n");
                StubServer named = new StubServer(path -> "up 2\n");
                DnsAddresses name = DnsAddresses.of("", "dns://" + named.authority(), "");
                Scraper scraper = new Scraper(new Dispatchers(List.of(fixed.url()), List.of(name)), () -> 7)) {
            List<Reading> read = scraper.read(List.of()).dispatchers();
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (read.get(1) instanceof Reading.Silence && System.nanoTime() - giveUp < 0) {
                assertEquals(new Reading.Silence("DNS " + named.authority(), "no address is known yet"), read.get(1));
                read = scraper.read(List.of()).dispatchers();
            }
            assertEquals(
                    List.of(
                            new Reading.Page(fixed.authority(), 7, 0, List.of(new Metric("up", Map.of(), 1))),
                            new Reading.Page(named.authority(), 7, 0, List.of(new Metric("up", Map.of(), 2)))),
                    read);
        }
    }

    @Test
    void asksEachOnce() {
        try (StubServer server = new StubServer(path -> "up 1\n");
                DnsAddresses name = DnsAddresses.of("", "dns://" + server.authority(), "");
                Dispatchers dispatchers = new Dispatchers(List.of(server.url()), List.of(name))) {
            dispatchers.start();
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!dispatchers.now().notFound().isEmpty() && System.nanoTime() - giveUp < 0) {
                Thread.onSpinWait();
            }
            assertEquals(new Dispatchers.There(Set.of(server.url()), List.of()), dispatchers.now());
        }
    }

    @Test
    void writesAddressesOfBothVersions() {
        assertEquals(URI.create("http://10.0.0.1:8001"), Dispatchers.url(new InetSocketAddress("10.0.0.1", 8001)));
        assertEquals(
                URI.create("http://[fd00:0:0:0:0:0:0:1]:8001"),
                Dispatchers.url(new InetSocketAddress("fd00::1", 8001)));
    }

    private Readings ask(Scraper scraper, StubServer replica, double now) {
        seconds = now;
        return scraper.read(List.of(replica.authority()));
    }
}
