package org.gatehouse.gateway.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Some clients compress what they send; services behind the edge get it as if they had not. */
class CompressedBodyIT {

    private static final RunningEdge EDGE = RunningEdge.start();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        HTTP.close();
        EDGE.close();
    }

    enum Coding {
        GZIP {
            @Override
            OutputStream over(OutputStream out) throws IOException {
                return new GZIPOutputStream(out);
            }
        },
        ZSTD {
            @Override
            OutputStream over(OutputStream out) throws IOException {
                return new ZstdOutputStreamNoFinalizer(out, 3);
            }
        };

        abstract OutputStream over(OutputStream out) throws IOException;

        String header() {
            return name().toLowerCase(Locale.ROOT);
        }

        byte[] compress(byte[] body) {
            var out = new ByteArrayOutputStream();
            try (var coding = over(out)) {
                coding.write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    }

    private static HttpResponse<String> post(String path, String coding, byte[] body)
            throws IOException, InterruptedException {
        var token = EDGE.auth().issuer().userToken(UUID.randomUUID(), "execute", "write");
        var request = EDGE.request("POST", path, "Authorization", "Bearer " + token)
                .setHeader("Content-Encoding", coding)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> chat(String coding, byte[] body) throws IOException, InterruptedException {
        return post("/v1/chat/completions", coding, body);
    }

    /** Words that compress as well as words do. */
    private static byte[] words(int bytes) {
        var random = new Random(7);
        var text = new StringBuilder(bytes);
        while (text.length() < bytes) {
            text.append(Integer.toString(random.nextInt(100_000), 36)).append(' ');
        }
        return text.substring(0, bytes).getBytes(UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnInflated(Coding coding) throws IOException, InterruptedException {
        for (int length : new int[] {1, 100, 70_000, 3_000_000}) {
            var body = words(length);
            assertThat(chat(coding.header(), coding.compress(body)).statusCode())
                    .isEqualTo(200);
            var seen = EDGE.relay().seen().getLast();
            assertThat(seen.body()).isEqualTo(new String(body, UTF_8));
            assertThat(seen.header("content-encoding")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void mayNotGrowBeyondAHundredTimes(Coding coding) throws IOException, InterruptedException {
        int seen = EDGE.relay().seen().size();
        var answer = chat(coding.header(), coding.compress(new byte[20_000_000]));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"request_too_large\"");
        assertThat(EDGE.relay().seen()).hasSize(seen);
    }

    @ParameterizedTest
    @EnumSource
    void mayNotGrowBeyondTheRoutesLimit(Coding coding) throws IOException, InterruptedException {
        assertThat(chat(coding.header(), coding.compress(words(33 * 1024 * 1024)))
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedWhenItIsCutOrIsNoSuchThing(Coding coding) throws IOException, InterruptedException {
        var whole = coding.compress(words(5_000));
        int seen = EDGE.relay().seen().size();
        assertThat(chat(coding.header(), Arrays.copyOf(whole, whole.length - 5)).statusCode())
                .isEqualTo(400);
        assertThat(chat(coding.header(), words(500)).statusCode()).isEqualTo(400);
        assertThat(EDGE.relay().seen()).hasSize(seen);
    }

    @Test
    void mayNotAskForALargeWindow() throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        try (var coding = new ZstdOutputStreamNoFinalizer(out, 3).setLong(27)) {
            coding.write(words(3_000_000));
        }
        assertThat(chat("zstd", out.toByteArray()).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "compress", "snappy"})
    void isRefusedInAnyOtherCoding(String coding) throws IOException, InterruptedException {
        assertThat(chat(coding, words(10)).statusCode()).isEqualTo(415);
    }

    @Test
    void isRefusedWhereItIsNotInference() throws IOException, InterruptedException {
        assertThat(post("/api/v1/auth/keys", "gzip", Coding.GZIP.compress(words(10)))
                        .statusCode())
                .isEqualTo(415);
    }
}
