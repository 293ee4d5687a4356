package org.elasticml.mlapp.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.elasticml.mlapp.image.GreyPng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class MlAppResourceTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    /** The class that torchvision finds in golden/square-1.png, see golden/logits.json. */
    private static final int GOLDEN_CLASS = 1;

    @TestHTTPResource("/")
    URI base;

    private static byte[] golden() {
        return bytes("golden/square-1.png");
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(RESOURCES.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ValidatableResponse predict(String contentType, byte[] body) {
        // As it is: the client would add a charset to the type.
        RestAssuredConfig asItIs = RestAssuredConfig.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(contentType, io.restassured.http.ContentType.BINARY));
        return given().config(asItIs)
                .contentType(contentType)
                .body(body)
                .post("/predict")
                .then();
    }

    private static void answersRight() {
        predict("image/png", golden()).statusCode(200).body("class_id", equalTo(GOLDEN_CLASS));
    }

    @Test
    void saysWhatItServes() {
        given().get("/")
                .then()
                .statusCode(200)
                .body("status", equalTo("ok"))
                .body("model", equalTo("resnet18"))
                .body("precision", equalTo("fp32"))
                .body("jpeg", matchesPattern("libjpeg-turbo|ImageIO: .+"))
                .body("weights", equalTo("narrow.safetensors"))
                .body("model_hash", matchesPattern("[0-9a-f]{16}"))
                .body("classes", equalTo(10))
                .body("images_per_second", greaterThan(0f))
                .body("best_batch", greaterThan(0))
                .body("service_ms.'1'", greaterThan(0f));
    }

    @Test
    void answersARawBodyAsTheContractSays() {
        predict("image/png", golden())
                .statusCode(200)
                .body("prediction", matchesPattern("([^:]+):\\s*([\\d.]+)%"))
                .body("label", equalTo("class 1"))
                .body("class_id", equalTo(GOLDEN_CLASS))
                .body("confidence", notNullValue())
                .body("top", hasSize(5))
                .body("top[0].class_id", equalTo(GOLDEN_CLASS))
                .body("model", equalTo("resnet18"))
                .body("weights", equalTo("narrow.safetensors"));
    }

    @Test
    void answersWithTheRequestsId() {
        for (byte[] body : List.of(golden(), new byte[0])) {
            given().header("X-Request-Id", "order-66")
                    .contentType("image/png")
                    .body(body)
                    .post("/predict")
                    .then()
                    .statusCode(body.length > 0 ? 200 : 400)
                    .header("X-Request-Id", equalTo("order-66"));
        }
    }

    @Test
    void takesTheFirstFileOfAMultipartWhateverItsName() {
        for (String field : List.of("file", "image", "x")) {
            given().multiPart("note", "not the file")
                    .multiPart(field, "a.png", golden(), "application/octet-stream")
                    .multiPart("second", "b.txt", "text".getBytes(StandardCharsets.US_ASCII), "text/plain")
                    .post("/predict")
                    .then()
                    .statusCode(200)
                    .body("class_id", equalTo(GOLDEN_CLASS));
        }
    }

    @Test
    void takesABodyWithoutATypeAndCurlsDefaultOne() {
        predict("application/x-www-form-urlencoded", golden()).statusCode(200);
        predict("application/octet-stream", golden()).statusCode(200);
    }

    @Test
    void ranksAsManyAsAreAskedFor() {
        given().contentType("image/png")
                .body(golden())
                .post("/predict?top_k=10")
                .then()
                .statusCode(200)
                .body("top", hasSize(10))
                .body("top.confidence.sum()", closeTo(1, 1e-4));
        for (String wrong : List.of("0", "11", "-1", "ten", "1e9")) {
            problem(
                    given().contentType("image/png")
                            .body(golden())
                            .post("/predict?top_k=" + wrong)
                            .then(),
                    400);
        }
    }

    static Stream<Arguments> badBodies() {
        byte[] jpeg = bytes("images/colour.jpg");
        return Stream.of(
                Arguments.of("empty", "image/jpeg", new byte[0], 400),
                Arguments.of("text", "text/plain", "hello".getBytes(StandardCharsets.US_ASCII), 415),
                Arguments.of("JSON", "application/json", "{}".getBytes(StandardCharsets.US_ASCII), 415),
                Arguments.of("a lie", "image/jpeg", "hello there".getBytes(StandardCharsets.US_ASCII), 400),
                Arguments.of("cut off", "image/jpeg", Arrays.copyOf(jpeg, jpeg.length / 2), 400),
                Arguments.of("GIF", "image/gif", "GIF89a\1\0\1\0\0\0\0".getBytes(StandardCharsets.US_ASCII), 415),
                Arguments.of("bomb", "image/png", GreyPng.of(30_000, 30_000), 413),
                Arguments.of("50 MB", "image/jpeg", new byte[50_000_000], 413));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void refusesABadBodyAndStaysWell(String name, String type, byte[] body, int status) {
        problem(predict(type, body), status);
        answersRight();
    }

    @Test
    void refusesBadMultiparts() {
        problem(
                given().multiPart("file", "a.txt", "hello".getBytes(StandardCharsets.US_ASCII), "text/plain")
                        .post("/predict")
                        .then(),
                400);
        problem(given().multiPart("file", "just a field").post("/predict").then(), 400);
        problem(
                given().multiPart("file", "a.png", new byte[0], "image/png")
                        .post("/predict")
                        .then(),
                400);
        problem(predict("multipart/form-data", "no boundary".getBytes(StandardCharsets.US_ASCII)), 400);
        problem(predict("multipart/form-data; boundary=x", "--x\r\nnonsense".getBytes(StandardCharsets.US_ASCII)), 400);
        answersRight();
    }

    @Test
    void answersWithAProblemWhereThereIsNothing() {
        problem(given().get("/nothing").then(), 404);
        problem(given().get("/predict").then(), 405);
    }

    private static void problem(ValidatableResponse response, int status) {
        response.statusCode(status)
                .contentType(containsString("application/problem+json"))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue());
    }

    /** Announced by no header: the limit holds while the body comes. */
    @Test
    void refusesAnEndlessChunkedBody() throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /predict HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[1 << 20];
            for (int i = 0; i < 12; i++) {
                out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(chunk);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
            assertEquals("HTTP/1.1 413", new String(status, StandardCharsets.US_ASCII));
        }
        answersRight();
    }

    /** More than fit one batch, at once, and a bad one among them: each gets its own answer. */
    @Test
    void answersEachOfManyAtOnceWithItsOwn() {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> i % 6 == 5
                        ? -predict("image/png", new byte[] {1, 2, 3}).extract().statusCode()
                        : predict("image/png", i % 2 == 0 ? golden() : bytes("golden/square-2.png"))
                                .statusCode(200)
                                .extract()
                                .<Integer>path("class_id")))
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            int expected = i % 6 == 5 ? -400 : i % 2 == 0 ? GOLDEN_CLASS : 6;
            assertEquals(expected, answers.get(i).join(), "request " + i);
        }
    }

    /** 1 ms is less than any photo takes: that this is none is not found out. */
    @Test
    void refusesUndecodedWhatCannotBeDoneInTime() {
        int status = 0;
        while (status != 503) { // 504, should it be late already when its body has come
            ValidatableResponse answer = given().header("X-Deadline-Ms", "1")
                    .contentType("image/png")
                    .body(new byte[] {1, 2, 3})
                    .post("/predict")
                    .then();
            status = answer.extract().statusCode();
            problem(answer, status == 504 ? 504 : 503);
            if (status == 503) {
                answer.header("Retry-After", equalTo("1"));
            }
        }
        given().header("X-Deadline-Ms", "60000")
                .contentType("image/png")
                .body(golden())
                .post("/predict")
                .then()
                .statusCode(200);
        for (String wrong : List.of("0", "soon", "1e3", "600001")) {
            problem(
                    given().header("X-Deadline-Ms", wrong)
                            .contentType("image/png")
                            .body(golden())
                            .post("/predict")
                            .then(),
                    400);
        }
    }

    /** The clock starts at the first byte: a body that does not come is no excuse. */
    @Test
    void theDeadlineHoldsForABodyThatStalls() throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write(("POST /predict HTTP/1.1\r\nHost: x\r\nX-Deadline-Ms: 100\r\nContent-Length: 9\r\n\r\nabc")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 504".length());
            assertEquals("HTTP/1.1 504", new String(status, StandardCharsets.US_ASCII));
        }
    }

    private static Map<String, Double> metrics() {
        String text = given().get("/q/metrics").then().statusCode(200).extract().asString();
        return text.lines()
                .filter(line -> line.startsWith("ml_app_") || line.startsWith("process_resident_"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    @Test
    void countsWhatItDoes() {
        answersRight();
        Map<String, Double> before = metrics();
        for (int i = 0; i < 3; i++) {
            answersRight();
        }
        predict("image/png", new byte[] {1, 2, 3}).statusCode(400);
        Map<String, Double> after = metrics();
        assertTrue(after.containsKey("process_resident_memory_bytes"));
        ToDoubleFunction<String> more = name -> after.get(name) - before.getOrDefault(name, 0.0);
        assertEquals(3, more.applyAsDouble("ml_app_requests_total{outcome=\"succeeded\"}"));
        assertEquals(1, more.applyAsDouble("ml_app_requests_total{outcome=\"failed\"}"));
        assertEquals(3, more.applyAsDouble("ml_app_images_total"));
        assertEquals(3, more.applyAsDouble("ml_app_batch_size_count"));
        assertEquals(3, more.applyAsDouble("ml_app_batch_size_sum"));
        assertEquals(3, more.applyAsDouble("ml_app_service_seconds_count{batch=\"1\"}"));
        assertEquals(3, more.applyAsDouble("ml_app_compute_seconds_count"));
        assertEquals(4, more.applyAsDouble("ml_app_decode_seconds_count"), "the bad one was tried");
        assertEquals(4, more.applyAsDouble("ml_app_queue_seconds_count"));
        assertEquals(
                4,
                Stream.of("full", "idle", "delay")
                        .mapToDouble(reason -> more.applyAsDouble("ml_app_batches_total{reason=\"" + reason + "\"}"))
                        .sum());
        assertTrue(after.get("ml_app_measured_service_seconds{batch=\"1\"}") > 0);
        assertTrue(after.get("ml_app_best_batch") >= 1);
        assertTrue(after.get("ml_app_images_per_second") > 0);
    }

    @Test
    void hasItsDescriptionAndItsHealth() {
        given().get("/q/openapi?format=json").then().statusCode(200).body("paths", hasKey("/predict"));
        for (String check : List.of("live", "ready", "started")) {
            given().get("/q/health/" + check).then().statusCode(200).body("status", equalTo("UP"));
        }
    }

    @Test
    void topsAreSortedByConfidence() {
        List<Float> confidences = predict("image/png", golden()).extract().path("top.confidence");
        assertEquals(
                confidences.stream().sorted(java.util.Comparator.reverseOrder()).toList(), confidences);
        predict("image/png", golden()).body("top.label", everyItem(matchesPattern("class \\d")));
    }
}
