package org.gatehouse.testing.kms;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for AWS KMS (JSON 1.1, {@code TrentService}) on loopback: GenerateDataKey, Encrypt, Decrypt and ReEncrypt for
 * symmetric keys, after the API reference. It checks SigV4, the encryption context, key states and permissions, and can
 * be throttled, slowed down, taken down, or made to answer garbage.
 */
public final class KmsServer implements AutoCloseable {

    public static final String REGION = "eu-central-1";
    public static final String ACCESS_KEY_ID = "AKIDTESTTESTTESTTEST";
    public static final String SECRET_ACCESS_KEY = "test+secret+access+key+of+forty+letters+";

    private static final int MAX_PLAINTEXT_BYTES = 4096;

    private final KmsKeys keys = new KmsKeys(REGION);
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Faults faults = new Faults();
    private final SigV4 signatures = new SigV4(ACCESS_KEY_ID, SECRET_ACCESS_KEY, REGION);
    private final InstantSource clock = Clock.systemUTC();
    private final HttpServer server;

    private KmsServer() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public static KmsServer start() {
        return new KmsServer();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Faults faults() {
        return faults;
    }

    /** The ARN of a new symmetric key. */
    public String createKey() {
        return keys.create();
    }

    public void enable(String key) {
        keys.setState(key, KmsKeys.State.ENABLED);
    }

    public void disable(String key) {
        keys.setState(key, KmsKeys.State.DISABLED);
    }

    public void scheduleDeletion(String key) {
        keys.setState(key, KmsKeys.State.PENDING_DELETION);
    }

    /** Denies an action such as {@code Decrypt} as a key policy would. */
    public void deny(String action) {
        denied.add(action);
    }

    public void allow(String action) {
        denied.remove(action);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (faults.meet()) {
                case DOWN -> answer(exchange, 503, "");
                case GARBAGE -> answer(exchange, 200, "<html>not KMS</html>");
                case EMPTY -> answer(exchange, 200, "{}");
                case THROTTLED -> fail(exchange, new KmsError("ThrottlingException", "Rate exceeded"));
                case NONE -> answer(exchange, body);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        try {
            signatures.check(exchange, body, clock.instant());
            String action = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                    .replaceFirst("^TrentService\\.", "");
            if (denied.contains(action)) {
                throw new KmsError("AccessDeniedException", "not authorized to perform: kms:" + action);
            }
            var request = new KmsRequest(JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8)));
            answer(exchange, 200, JSONObjectUtils.toJSONString(perform(action, request)));
        } catch (KmsError error) {
            fail(exchange, error);
        } catch (ParseException malformed) {
            fail(exchange, new KmsError("SerializationException", "malformed"));
        }
    }

    private Map<String, Object> perform(String action, KmsRequest request) throws KmsError {
        return switch (action) {
            case "GenerateDataKey" -> generateDataKey(request);
            case "Encrypt" ->
                encrypted(request.text("KeyId"), request.bytes("Plaintext"), request.map("EncryptionContext"));
            case "Decrypt" -> decrypt(request);
            case "ReEncrypt" -> reEncrypt(request);
            default -> throw new KmsError("UnknownOperationException", action);
        };
    }

    private Map<String, Object> generateDataKey(KmsRequest request) throws KmsError {
        if (!request.text("KeySpec").equals("AES_256")) {
            throw new KmsError("ValidationException", "only KeySpec AES_256 is played here");
        }
        byte[] plain = BoundCipher.random(BoundCipher.KEY_BYTES);
        Map<String, Object> answer = encrypted(request.text("KeyId"), plain, request.map("EncryptionContext"));
        answer.put("Plaintext", Base64.getEncoder().encodeToString(plain));
        return answer;
    }

    private Map<String, Object> decrypt(KmsRequest request) throws KmsError {
        byte[] blob = request.bytes("CiphertextBlob");
        byte[] plain = keys.decrypt(blob, request.map("EncryptionContext"), request.optional("KeyId"));
        return Map.of(
                "KeyId", keys.keyOf(blob),
                "Plaintext", Base64.getEncoder().encodeToString(plain),
                "EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    }

    private Map<String, Object> reEncrypt(KmsRequest request) throws KmsError {
        byte[] blob = request.bytes("CiphertextBlob");
        byte[] plain = keys.decrypt(blob, request.map("SourceEncryptionContext"), request.optional("SourceKeyId"));
        Map<String, Object> answer =
                encrypted(request.text("DestinationKeyId"), plain, request.map("DestinationEncryptionContext"));
        answer.put("SourceKeyId", keys.keyOf(blob));
        return answer;
    }

    private Map<String, Object> encrypted(String key, byte[] plain, Map<String, Object> context) throws KmsError {
        if (plain.length == 0 || plain.length > MAX_PLAINTEXT_BYTES) {
            throw new KmsError("ValidationException", "plaintext must be of 1 to 4096 bytes");
        }
        Map<String, Object> answer = new ConcurrentHashMap<>();
        answer.put("CiphertextBlob", Base64.getEncoder().encodeToString(keys.encrypt(key, plain, context)));
        answer.put("KeyId", keys.arnOf(key));
        return answer;
    }

    private static void fail(HttpExchange exchange, KmsError error) throws IOException {
        answer(exchange, error.status(), JSONObjectUtils.toJSONString(errorBody(error.type(), error.getMessage())));
    }

    private static Map<String, Object> errorBody(String type, @Nullable String message) {
        return Map.of("__type", type, "message", String.valueOf(message));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
