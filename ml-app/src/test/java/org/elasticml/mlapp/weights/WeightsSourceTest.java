package org.elasticml.mlapp.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsSourceTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path cache;

    private final List<String> said = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    /** What the server sends, and how long it says that it is. */
    private byte[] content = {};

    private int announced = -1;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            int status = exchange.getRequestURI().getPath().equals("/missing") ? 404 : 200;
            exchange.sendResponseHeaders(status, announced < 0 ? content.length : announced);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(content);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private WeightsSource source(URI imagenet) {
        return new WeightsSource(cache, said::add, imagenet);
    }

    private List<String> cached() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void fetchesAUrlOnceAndKeepsIt() throws Exception {
        content = Files.readAllBytes(GOLDEN.resolve("narrow.safetensors"));
        Optional<String> setting = Optional.of(url("/models/narrow.safetensors").toString());
        WeightsSource.Found found = source(url("/")).find(setting);
        assertEquals("narrow.safetensors", found.name());
        assertEquals(10, FoldedResNet18.of(found.state()).classes());
        source(url("/")).find(setting);
        assertEquals(1, requests.get());
        assertEquals(List.of("narrow.safetensors"), cached());
    }

    @Test
    void neverUsesAnImagenetFileWithAnotherHash() throws Exception {
        content = Files.readAllBytes(GOLDEN.resolve("narrow.pth"));
        WeightsException e =
                assertThrows(WeightsException.class, () -> source(url("/")).find(Optional.of("imagenet")));
        assertTrue(e.getMessage().contains("SHA-256"), e.getMessage());
        assertEquals(List.of(), cached());
        Files.write(cache.resolve("resnet18-f37072fd.pth"), content);
        assertThrows(WeightsException.class, () -> source(url("/")).find(Optional.of("imagenet")));
        assertEquals(2, requests.get(), "the wrong file in the cache is fetched again");
    }

    @Test
    void checksAHashThatTheUrlNames() throws Exception {
        content = Files.readAllBytes(GOLDEN.resolve("narrow.pth"));
        String right = Download.sha256(GOLDEN.resolve("narrow.pth"));
        assertThrows(WeightsException.class, () -> source(url("/"))
                .find(Optional.of(
                        url("/a.pth") + "#sha256=0" + right.substring(1).replace(right.charAt(1), '0'))));
        assertEquals(
                "a.pth",
                source(url("/"))
                        .find(Optional.of(url("/a.pth") + "#sha256=" + right))
                        .name());
    }

    @Test
    void leavesNothingBehindOfADownloadThatBreaksOff() throws Exception {
        content = new byte[1000];
        announced = 5000;
        WeightsException e = assertThrows(WeightsException.class, () -> source(url("/"))
                .find(Optional.of(url("/a.pth").toString())));
        assertTrue(e.getMessage().contains("can't be fetched"), e.getMessage());
        assertEquals(List.of(), cached());
    }

    @Test
    void doesNotKeepWhatIsNoWeightsFile() throws Exception {
        Optional<String> setting = Optional.of(url("/a.pth").toString());
        content = "<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThrows(WeightsException.class, () -> source(url("/")).find(setting));
        assertEquals(List.of(), cached());
        content = Files.readAllBytes(GOLDEN.resolve("narrow.pth"));
        assertEquals("a.pth", source(url("/")).find(setting).name());
    }

    /** As the launcher does it: the first asks the network, what it gives to the replicas does not. */
    @Test
    void settlesAUrlOnceForAll() throws Exception {
        content = Files.readAllBytes(GOLDEN.resolve("narrow.pth"));
        String settled = source(url("/")).resolve(Optional.of(url("/a.pth").toString()));
        assertEquals("a.pth", source(url("/")).find(Optional.of(settled)).name());
        assertEquals("a.pth", source(url("/")).find(Optional.of(settled)).name());
        assertEquals(1, requests.get());
    }

    @Test
    void namesASettingThatIsNoUrl() {
        for (String wrong : List.of("http://", "http://a b/x.pth")) {
            assertThrows(WeightsException.class, () -> source(url("/")).find(Optional.of(wrong)), wrong);
        }
    }

    @Test
    void saysWhatTheServerAnswered() {
        WeightsException e = assertThrows(WeightsException.class, () -> source(url("/"))
                .find(Optional.of(url("/missing").toString())));
        assertTrue(e.getMessage().endsWith("answered HTTP 404"), e.getMessage());
    }

    @Test
    void unsetFallsBackToTheBuiltInOnesWithoutNetworkAndRemembersItForAnHour() throws Exception {
        URI nobody = url("/");
        server.stop(0);
        assertEquals("builtin", source(nobody).resolve(Optional.empty()));
        assertTrue(said.get(0).contains("can't be reached"), said.get(0));
        assertEquals(List.of("no-network"), cached());

        serve(); // on another port: whoever asks, is counted
        assertEquals("builtin", source(url("/")).resolve(Optional.of(" ")));
        assertEquals(0, requests.get(), "not asked again within the hour");

        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofMinutes(61)));
        Files.setLastModifiedTime(cache.resolve("no-network"), longAgo);
        source(url("/")).resolve(Optional.empty());
        assertEquals(1, requests.get(), "asked again after it");
    }

    @Test
    void setToImagenetNeverFallsBack() {
        URI nobody = url("/");
        server.stop(0);
        WeightsException e =
                assertThrows(WeightsException.class, () -> source(nobody).find(Optional.of("imagenet")));
        assertEquals("ImageNet's weights can't be had: 127.0.0.1 can't be reached", e.getMessage());
    }

    @Test
    void theBuiltInOnesAreAResNet18OfTenClasses() throws Exception {
        WeightsSource.Found found = source(url("/")).find(Optional.of("builtin"));
        FoldedResNet18 network = FoldedResNet18.of(found.state());
        assertEquals(10, network.classes());
        assertEquals(
                "tench",
                Labels.of(Optional.empty(), found.labels(), network.classes()).get(0));
    }

    @Test
    void seededOnesSayThatTheyAreUntrainedAndAreTheSameForTheSameSeed() throws Exception {
        WeightsSource.Found one = source(url("/")).find(Optional.of("seeded:7"));
        assertEquals("seeded:7 (untrained)", one.name());
        float[] first = one.state().get("conv1.weight", 64, 3, 7, 7).values();
        float[] again = source(url("/"))
                .find(Optional.of("seeded:7"))
                .state()
                .get("conv1.weight", 64, 3, 7, 7)
                .values();
        assertTrue(java.util.Arrays.equals(first, again));
        assertFalse(java.util.Arrays.equals(
                first,
                source(url("/"))
                        .find(Optional.of("seeded:8"))
                        .state()
                        .get("conv1.weight", 64, 3, 7, 7)
                        .values()));
        assertEquals(1000, FoldedResNet18.of(one.state()).classes());
        assertThrows(WeightsException.class, () -> source(url("/")).find(Optional.of("seeded:x")));
    }

    @Test
    void anImageHasTheBuiltInWeightsInTheCache() throws Exception {
        WeightsSource source = new WeightsSource(cache, said::add);
        WeightsException missing = assertThrows(WeightsException.class, () -> source.builtin(null));
        assertTrue(missing.getMessage().contains("not in this image"), missing.getMessage());

        StateDict packed = source.builtin(WeightsSource.class.getResourceAsStream(WeightsSource.BUILTIN));
        Files.copy(
                WeightsSource.class.getResourceAsStream(WeightsSource.BUILTIN),
                cache.resolve("resnet18-imagenette.safetensors"));
        assertEquals(packed.tensors().keySet(), source.builtin(null).tensors().keySet());
    }
}
