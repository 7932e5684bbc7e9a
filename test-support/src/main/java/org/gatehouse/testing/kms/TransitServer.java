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
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the transit engine of Vault and OpenBao, with AppRole login, on loopback, after their HTTP API
 * documentation: keys with versions and derivation, datakey, encrypt, decrypt, rewrap. It can be throttled, slowed
 * down, sealed, or made to answer garbage, and its tokens can be revoked.
 */
public final class TransitServer implements AutoCloseable {

    public static final String ROOT_TOKEN = "hvs.test-root-token";
    public static final String ROLE_ID = "8f3a-test-role";
    public static final String SECRET_ID = "77c1-test-secret";

    private static final String MOUNT = "/v1/transit/";

    private final Map<String, TransitKey> keys = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Faults faults = new Faults();
    private final HttpServer server;
    private volatile Duration lease = Duration.ofHours(1);
    private final AtomicInteger logins = new AtomicInteger();

    private TransitServer() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        tokens.add(ROOT_TOKEN);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public static TransitServer start() {
        return new TransitServer();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Faults faults() {
        return faults;
    }

    public void createKey(String name, boolean derived) {
        keys.put(name, new TransitKey(derived));
    }

    public void rotateKey(String name) {
        key(name).rotate();
    }

    public void setMinDecryptionVersion(String name, int version) {
        key(name).setMinDecryptionVersion(version);
    }

    public void leaseTokensFor(Duration lease) {
        this.lease = lease;
    }

    /** Takes every token of an AppRole back. */
    public void revokeTokens() {
        tokens.removeIf(token -> !token.equals(ROOT_TOKEN));
    }

    public int logins() {
        return logins.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private TransitKey key(String name) {
        TransitKey key = keys.get(name);
        if (key == null) {
            throw new IllegalArgumentException("no key " + name);
        }
        return key;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (faults.meet()) {
                case DOWN -> fail(exchange, new TransitError(503, "Vault is sealed"));
                case GARBAGE -> answer(exchange, 200, "<html>not Vault</html>");
                case EMPTY -> answer(exchange, 200, "{}");
                case THROTTLED -> fail(exchange, new TransitError(429, "request path rate limit quota exceeded"));
                case NONE -> answer(exchange, body);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        try {
            Map<String, Object> request =
                    body.length == 0 ? Map.of() : JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8));
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/v1/auth/approle/login")) {
                answer(exchange, 200, JSONObjectUtils.toJSONString(Map.of("auth", login(request))));
                return;
            }
            if (!tokens.contains(String.valueOf(exchange.getRequestHeaders().getFirst("X-Vault-Token")))) {
                throw new TransitError(403, "permission denied");
            }
            if (!path.startsWith(MOUNT)) {
                throw new TransitError(404, "no handler for route \"" + path + "\"");
            }
            List<String> parts = List.of(path.substring(MOUNT.length()).split("/", -1));
            answer(exchange, 200, JSONObjectUtils.toJSONString(Map.of("data", perform(parts, request))));
        } catch (TransitError error) {
            fail(exchange, error);
        } catch (ParseException malformed) {
            fail(exchange, new TransitError(400, "failed to parse JSON input"));
        }
    }

    private Map<String, Object> login(Map<String, Object> request) throws TransitError {
        if (!ROLE_ID.equals(request.get("role_id")) || !SECRET_ID.equals(request.get("secret_id"))) {
            throw new TransitError(400, "invalid role or secret ID");
        }
        logins.incrementAndGet();
        String token = "hvs." + UUID.randomUUID();
        tokens.add(token);
        return Map.of("client_token", token, "lease_duration", lease.toSeconds(), "renewable", true);
    }

    private Map<String, Object> perform(List<String> path, Map<String, Object> request) throws TransitError {
        TransitKey key = keys.get(path.getLast());
        if (path.size() == 3 && path.getFirst().equals("keys") && path.getLast().equals("rotate")) {
            return rotate(keys.get(path.get(1)));
        }
        if (path.size() == 2 && path.getFirst().equals("keys")) {
            if (key == null) {
                throw new TransitError(404, "");
            }
            return key.describe();
        }
        if (key == null) {
            throw new TransitError(400, "encryption key not found");
        }
        byte[] context = bytes(request, "context");
        return switch (String.join("/", path.subList(0, path.size() - 1))) {
            case "datakey/plaintext" -> dataKey(key, context);
            case "encrypt" -> encrypted(key, bytes(request, "plaintext"), context);
            case "decrypt" -> Map.of("plaintext", encode(key.decrypt(text(request, "ciphertext"), context)));
            case "rewrap" -> encrypted(key, key.decrypt(text(request, "ciphertext"), context), context);
            default -> throw new TransitError(404, "unsupported path");
        };
    }

    private static Map<String, Object> rotate(@Nullable TransitKey key) throws TransitError {
        if (key == null) {
            throw new TransitError(404, "");
        }
        key.rotate();
        return key.describe();
    }

    private static Map<String, Object> dataKey(TransitKey key, byte[] context) throws TransitError {
        byte[] plain = BoundCipher.random(BoundCipher.KEY_BYTES);
        return Map.of(
                "plaintext", encode(plain), "ciphertext", key.encrypt(plain, context), "key_version", key.latest());
    }

    private static Map<String, Object> encrypted(TransitKey key, byte[] plain, byte[] context) throws TransitError {
        return Map.of("ciphertext", key.encrypt(plain, context), "key_version", key.latest());
    }

    private static String text(Map<String, Object> request, String field) {
        return request.get(field) instanceof String text ? text : "";
    }

    private static byte[] bytes(Map<String, Object> request, String field) throws TransitError {
        try {
            return Base64.getDecoder().decode(text(request, field));
        } catch (IllegalArgumentException malformed) {
            throw new TransitError(400, "failed to base64-decode " + field);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void fail(HttpExchange exchange, TransitError error) throws IOException {
        List<String> errors = String.valueOf(error.getMessage()).isEmpty() ? List.of() : List.of(error.getMessage());
        answer(exchange, error.status(), JSONObjectUtils.toJSONString(Map.of("errors", errors)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
