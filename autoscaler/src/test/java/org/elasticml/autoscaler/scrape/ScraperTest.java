package org.elasticml.autoscaler.scrape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.elasticml.autoscaler.observe.Reading;
import org.elasticml.autoscaler.observe.Readings;
import org.elasticml.core.metrics.Metric;
import org.junit.jupiter.api.Test;

class ScraperTest {
    private double seconds;

    @Test
    void readsPagesAndSaysWhatIsSilent() {
        try (StubServer one = new StubServer(path -> path.equals("/q/metrics") ? "up 1\n" : null);
                StubServer broken = new StubServer(path -> null);
                StubServer other = new StubServer(path -> "<html>")) {
            Scraper scraper = new Scraper(
                    List.of(one.url(), broken.url(), other.url(), URI.create("http://127.0.0.1:1")), () -> 7);
            List<Reading> read = scraper.read(List.of()).dispatchers();
            assertEquals(new Reading.Page(one.authority(), 7, 0, List.of(new Metric("up", Map.of(), 1))), read.get(0));
            assertEquals(new Reading.Silence(broken.authority(), "HTTP 500"), read.get(1));
            assertTrue(assertInstanceOf(Reading.Silence.class, read.get(2))
                    .reason()
                    .startsWith("line 1 is no metric"));
            assertEquals(new Reading.Silence("127.0.0.1:1", "no connection"), read.get(3));
        }
    }

    @Test
    void asksReplicasNowAndThen() {
        try (StubServer server = new StubServer(path -> "up 1\n")) {
            Scraper scraper = new Scraper(List.of(server.url()), () -> seconds);
            assertEquals(1, ask(scraper, server, 0).replicas().size());
            assertEquals(0, ask(scraper, server, 4.9).replicas().size());
            assertEquals(1, ask(scraper, server, 5).replicas().size());
        }
    }

    private Readings ask(Scraper scraper, StubServer replica, double now) {
        seconds = now;
        return scraper.read(List.of(replica.authority()));
    }
}
