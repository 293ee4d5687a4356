package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleCommandTest {
    @Test
    void choosesTheOnlyOneOrTheOneThatIsNamed() throws LaunchException {
        assertEquals(8002, ScaleCommand.chosen(List.of(8002), 0));
        assertEquals(20_001, ScaleCommand.chosen(List.of(8002, 20_001), 20_001));
    }

    @Test
    void saysWhichThereAre() {
        assertEquals("no autoscaler runs; './elastic up' without --replicas starts one", fails(List.of(), 0));
        assertEquals("several autoscalers run; --port says which, of [8002, 20001]", fails(List.of(8002, 20_001), 0));
        assertEquals("no autoscaler runs on port 7, but on [8002]", fails(List.of(8002), 7));
    }

    private static String fails(List<Integer> running, int wanted) {
        return assertThrows(LaunchException.class, () -> ScaleCommand.chosen(running, wanted))
                .getMessage();
    }

    @Test
    void sendsTheNumberAndTellsWhatTheAutoscalerSaysAgainstIt() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> heard = new ArrayList<>();
        server.createContext("/replicas", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(exchange.getRequestMethod() + " " + body);
            byte[] answer = (body.contains("9") ? "{\"detail\":\"9 replicas are not allowed\"}" : "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.contains("9") ? 400 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            HttpJson http = new HttpJson();
            http.put(port, "/replicas", "{\"replicas\":2}");
            http.delete(port, "/replicas");
            LaunchException refused =
                    assertThrows(LaunchException.class, () -> http.put(port, "/replicas", "{\"replicas\":9}"));
            assertEquals("9 replicas are not allowed", refused.getMessage());
            assertEquals(List.of("PUT {\"replicas\":2}", "DELETE ", "PUT {\"replicas\":9}"), heard);
        } finally {
            server.stop(0);
        }
    }
}
