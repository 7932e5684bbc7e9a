package org.gatehouse.deploy.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.testing.morpheus.MorpheusNode;
import org.gatehouse.testing.morpheus.MorpheusProcess;
import org.gatehouse.testing.trace.TraceCollector;
import org.gatehouse.testing.upstream.UpstreamProcess;

/** The suite on free ports in a home of its own, with a scripted upstream in a further process. */
final class Suite implements AutoCloseable {
    private static final String FRAGILE_PORT = "FRAGILE_PORT";

    private final UpstreamProcess upstream;
    private final PromptedUpstream prompted;
    private final MorpheusProcess node;
    private final TraceCollector collector;
    private final Path home;
    private final Map<String, String> environment;
    private final Chief chief;
    private Launcher launcher;
    private String output;

    private Suite(
            Upstreams upstreams,
            TraceCollector collector,
            Path home,
            Map<String, String> environment,
            String... options) {
        this.upstream = upstreams.scripted();
        this.prompted = upstreams.prompted();
        this.node = upstreams.node();
        this.collector = collector;
        this.home = home;
        this.environment = environment;
        this.launcher = Launcher.start(environment, options);
        this.output = awaitUp();
        this.chief = new Chief(administratorPassword());
    }

    static Suite start(String name, String... options) {
        return start(name, Map.of(), options);
    }

    /** With further settings. */
    static Suite start(String name, Map<String, String> settings, String... options) {
        var upstreams = new Upstreams(UpstreamProcess.start(), PromptedUpstream.start(), MorpheusProcess.start());
        var collector = TraceCollector.start();
        var home = Launcher.emptyHome(name);
        var environment = freePorts();
        environment.put("GATEHOUSE_HOME", home.toString());
        for (var limit : List.of("REQUESTS", "INFERENCE", "LOGIN", "ADDRESS")) { // tests are one client, and in a hurry
            environment.put("GATEHOUSE_LIMIT_" + limit, "1000000");
        }
        environment.put("GATEHOUSE_UPSTREAM_URL", upstreams.scripted().baseUrl().toString());
        environment.put("GATEHOUSE_UPSTREAM_API_KEY", "sk-upstream-test");
        environment.put("GATEHOUSE_CONFIG", moreUpstreams(home, upstreams).toString());
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
        environment.put(FRAGILE_PORT, Integer.toString(freePort()));
        environment.putAll(settings);
        return new Suite(upstreams, collector, home, environment, options);
    }

    private record Upstreams(UpstreamProcess scripted, PromptedUpstream prompted, MorpheusProcess node) {}

    /** Where an upstream named {@code fragile} with the model {@code fragile-mock} is looked for; nobody is there at the start. */
    int fragilePort() {
        return Integer.parseInt(environment.get(FRAGILE_PORT));
    }

    private static Path moreUpstreams(Path home, Upstreams upstreams) {
        try {
            return Files.writeString(home.resolve("upstreams.yml"), """
                    gatehouse:
                      upstreams:
                        morpheus:
                          kind: morpheus
                          base-url: %1$s
                          api-key: %2$s
                          pool-size: 2
                          own-nodes: any
                        anthropic:
                          kind: anthropic
                          base-url: %3$s
                          api-key: sk-ant-test
                          models: [claude-mock]
                        responding:
                          base-url: %3$s
                          responses: true
                          models: [answering]
                        embedding:
                          base-url: %3$s
                          models: [mock-embedding]
                        sdk-tests:
                          base-url: %3$s
                          models: [gpt-6-astra, gpt-3.5-turbo-instruct, text-embedding-3-small, model]
                        sdk-tests-responses:
                          base-url: %3$s
                          responses: true
                          models: [model_id]
                        sdk-tests-anthropic:
                          kind: anthropic
                          base-url: %3$s
                          api-key: sk-ant-test
                          models: [claude-opus-5-5, claude-mythos-preview, claude-opus-4-5, claude-opus-4-5-20251101, claude-sonnet-4-5,
                            claude-sonnet-4-5-20250929]
                        prompted-chat:
                          base-url: %4$s
                          models: [agent-chat, gpt-5.5-chat, gpt-6-sol-chat]
                        prompted-responses:
                          base-url: %4$s
                          responses: true
                          models: [agent-responses, gpt-5.5-responses, gpt-6-sol-responses]
                        prompted-anthropic:
                          kind: anthropic
                          base-url: %4$s
                          api-key: sk-ant-test
                          models: [claude-agent, gpt-5.5-claude, gpt-6-sol-claude]
                        fragile:
                          base-url: http://127.0.0.1:${FRAGILE_PORT}/v1
                          models: [fragile-mock]
                    """.formatted(
                            upstreams.node().baseUrl(),
                            MorpheusNode.GATEWAY,
                            upstreams.scripted().baseUrl(),
                            upstreams.prompted().baseUrl()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> freePorts() {
        var names = List.of("GATEWAY", "AUTH", "VAULT", "CATALOG", "RELAY");
        var environment = new TreeMap<String, String>();
        var held = new ArrayList<ServerSocket>();
        try {
            for (var name : names) {
                for (var kind : List.of("PORT", "MANAGEMENT_PORT")) {
                    var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    held.add(socket);
                    environment.put("GATEHOUSE_" + name + "_" + kind, Integer.toString(socket.getLocalPort()));
                }
            }
            for (var socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return environment;
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://localhost:" + environment.get("GATEHOUSE_GATEWAY_PORT"));
    }

    UpstreamProcess upstream() {
        return upstream;
    }

    /** The models {@code agent-chat}, {@code agent-responses} and {@code claude-agent} are its, and some by names that Codex knows. */
    PromptedUpstream prompted() {
        return prompted;
    }

    MorpheusProcess node() {
        return node;
    }

    TraceCollector collector() {
        return collector;
    }

    Path home() {
        return home;
    }

    Launcher launcher() {
        return launcher;
    }

    Map<String, String> environment() {
        return environment;
    }

    String output() {
        return output;
    }

    Chief chief() {
        return chief;
    }

    String administratorPassword() {
        return secret("GATEHOUSE_ADMIN_PASSWORD");
    }

    /** With which the edge introduces itself to the service. */
    String edgeToken(String service) {
        var client = "gateway-service:" + secret("GATEHOUSE_GATEWAY_CLIENT_SECRET");
        var basic = Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + environment.get("GATEHOUSE_AUTH_PORT") + "/token"))
                .header("authorization", "Basic " + basic)
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&audience=" + service))
                .build();
        return new Client(address())
                .send(request)
                .expect(200)
                .json()
                .path("access_token")
                .asText();
    }

    private String secret(String name) {
        try {
            return Files.readString(home.resolve("secrets").resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until a replica has served twenty requests more, as the access log has it; told by its address, or by its authority. */
    void awaitServing(String replica) {
        long before = servedBy(replica);
        Eventually.within(Duration.ofMinutes(2), replica + " serves", () -> servedBy(replica) > before + 20);
    }

    private long servedBy(String replica) {
        try (var lines = Files.lines(home.resolve("logs/gateway-service.log"))) {
            return lines.filter(line -> line.contains("\"upstream\":\"" + replica + ":")
                            || line.contains("\"upstream\":\"" + replica + "\""))
                    .filter(line -> line.contains("\"status\":200"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void restart() {
        launcher.close();
        launcher = Launcher.start(environment);
        output = awaitUp();
    }

    private String awaitUp() {
        try {
            return launcher.awaitUp();
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        launcher.close();
        upstream.close();
        prompted.close();
        node.close();
        collector.close();
    }
}
