package org.gatehouse.chat.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.repair.Learnt;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.request.Reading;
import org.gatehouse.chat.request.RequestReader;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Generation;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.TimeLimits;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.chat.upstream.UpstreamConfig;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.chat.upstream.anthropic.AnthropicDialect;
import org.gatehouse.chat.upstream.http.Body;
import org.gatehouse.chat.upstream.http.Dialect;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.gatehouse.chat.upstream.openai.OpenAiDialect;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.upstream.UpstreamServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever the network cuts an upstream's stream, the client is told the same, translated or not. */
class EverySplitTest {

    private static final UpstreamServer UPSTREAM = UpstreamServer.start();
    private static final EventLoop LOOP = new DefaultEventLoop();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));
    private static final Translations TRANSLATIONS =
            new Translations(CLOCK, ForkJoinPool.commonPool(), new Learnt(new SimpleMeterRegistry()));
    private static final Model MODEL = new Model("m", null, null, "up", "up/m", null, List.of(), List.of());
    private static final String SCRIPT = "mock:chunks=2,tool";

    @AfterAll
    static void stop() {
        UPSTREAM.close();
        var _ = LOOP.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                Arguments.of(Endpoint.CHAT, new OpenAiDialect(UpstreamConfig.Via.AUTO, false, false)),
                Arguments.of(Endpoint.CHAT, new OpenAiDialect(UpstreamConfig.Via.RESPONSES, false, false)),
                Arguments.of(Endpoint.MESSAGES, new OpenAiDialect(UpstreamConfig.Via.RESPONSES, false, false)),
                Arguments.of(Endpoint.CHAT, new AnthropicDialect()),
                Arguments.of(Endpoint.MESSAGES, new AnthropicDialect()),
                Arguments.of(Endpoint.MESSAGES, new OpenAiDialect(UpstreamConfig.Via.AUTO, false, false)),
                Arguments.of(Endpoint.RESPONSES, new OpenAiDialect(UpstreamConfig.Via.AUTO, true, false)),
                Arguments.of(Endpoint.RESPONSES, new OpenAiDialect(UpstreamConfig.Via.AUTO, false, false)),
                Arguments.of(Endpoint.RESPONSES, new AnthropicDialect()));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void isReadAlikeWhereverItIsCut(Endpoint endpoint, Dialect dialect) {
        byte[] bytes = stream(endpoint, dialect);
        String whole = heard(endpoint, dialect, bytes, bytes.length);
        assertThat(whole).contains("word0 ").endsWith("done");

        for (int cut = 1; cut < bytes.length; cut++) {
            assertThat(heard(endpoint, dialect, bytes, cut))
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
        }
        assertThat(heard(endpoint, dialect, bytes, -1)).as("byte by byte").isEqualTo(whole);
    }

    /** The bytes of a stream as an upstream of that dialect sends them. */
    private static byte[] stream(Endpoint endpoint, Dialect dialect) {
        var fake = new Fake(dialect);
        fake.answer(endpoint, new Heard());
        ModelRequest asked = Objects.requireNonNull(fake.asked);
        String head = "POST /v1" + asked.endpoint().path()
                + " HTTP/1.1\r\nhost: x\r\nx-api-key: k\r\nanthropic-version: v\r\n" + "content-length: "
                + asked.body().length + "\r\n\r\n";
        return RawHttp.exchange(
                        UPSTREAM.baseUrl().getPort(), head + new String(asked.body(), StandardCharsets.ISO_8859_1))
                .body()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String heard(Endpoint endpoint, Dialect dialect, byte[] bytes, int cut) {
        var heard = new Heard();
        Body body = new Fake(dialect).answer(endpoint, heard);
        Outcome outcome = Outcome.OPEN;
        int step = cut < 0 ? 1 : cut;
        for (int at = 0;
                at < bytes.length && outcome instanceof Outcome.Open;
                at = cut < 0 ? at + step : at == 0 ? cut : bytes.length) {
            int end = cut < 0 ? at + 1 : at == 0 ? cut : bytes.length;
            outcome = body.add(Unpooled.copiedBuffer(bytes, at, end - at));
        }
        assertThat(outcome instanceof Outcome.Open ? body.end() : outcome).isInstanceOf(Outcome.Done.class);
        Objects.requireNonNull(heard.upstream).done();
        body.release();
        // Ids are drawn anew for each answer.
        return heard.text.toString().replaceAll("[0-9a-f]{32}", "ID");
    }

    private static ModelRequest request(Endpoint endpoint) {
        String tool = endpoint == Endpoint.CHAT
                ? "{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}"
                : endpoint == Endpoint.MESSAGES
                        ? "{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\"}}"
                        : "{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}";
        String body = """
                {"model":"m","stream":true,"max_tokens":50,"user":"%s","metadata":{"user_id":"%s"},"tools":[%s],
                "stream_options":{"include_usage":true},"input":"Hi","messages":[{"role":"user","content":"Hi"}]}""".formatted(SCRIPT, SCRIPT, tool);
        return ((Reading.Read) RequestReader.read(endpoint, body.getBytes(StandardCharsets.UTF_8))).request();
    }

    /** An upstream of one dialect whose answers are fed by hand. */
    private static final class Fake implements Upstream {

        private final Dialect dialect;
        private @Nullable ModelRequest asked;
        private @Nullable Body body;
        private @Nullable Answer heard;

        private Fake(Dialect dialect) {
            this.dialect = dialect;
        }

        private Body answer(Endpoint endpoint, Heard client) {
            TRANSLATIONS.serving(endpoint, this).orElseThrow().start(request(endpoint), MODEL, LOOP, client);
            client.upstream = heard;
            return Objects.requireNonNull(body);
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public boolean serves(Endpoint endpoint) {
            return dialect.serves(endpoint);
        }

        @Override
        public TimeLimits limits() {
            return new TimeLimits(
                    Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        }

        @Override
        public Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer) {
            asked = request;
            heard = answer;
            body = dialect.bodies(request).stream(answer, new UpstreamErrors(null));
            return Generation.OF_OUR_OWN;
        }
    }

    /** All that a client is told. */
    private static final class Heard implements Answer {

        private final StringBuilder text = new StringBuilder();
        private @Nullable Answer upstream;

        @Override
        public void frame(ByteBuf frame) {
            text.append(frame.toString(StandardCharsets.UTF_8));
            frame.release();
        }

        @Override
        public void usageFrame(ByteBuf frame) {
            frame(frame);
        }

        @Override
        public void usage(Usage spent) {
            text.append(spent).append('\n');
        }

        @Override
        public void said(Said more) {}

        @Override
        public void flush() {}

        @Override
        public void whole(byte[] body) {
            throw new AssertionError("a stream was asked for");
        }

        @Override
        public void done() {
            text.append("done");
        }

        @Override
        public void failed(Failure failure) {
            text.append(failure);
        }
    }
}
