package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.kit.upstream.Origins.OK;
import static org.gatehouse.kit.upstream.Origins.to;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(StaleConnectionIT.Transport.class)
class StaleConnectionIT {

    /** The kinds of socket that services run on. */
    enum Transport {
        NIO {
            @Override
            IoHandlerFactory sockets() {
                return NioIoHandler.newFactory();
            }
        },
        EPOLL {
            @Override
            IoHandlerFactory sockets() {
                assumeTrue(Epoll.isAvailable(), "epoll is Linux's");
                return EpollIoHandler.newFactory();
            }
        };

        abstract IoHandlerFactory sockets();
    }

    private final UpstreamClient upstream = new UpstreamClient(UpstreamClientConfig.DEFAULT);
    private final ClientLoop client;

    StaleConnectionIT(Transport transport) {
        this.client = new ClientLoop(upstream, transport.sockets());
    }

    @AfterEach
    void close() {
        client.close();
    }

    private RawOrigin closingTheFirstConnectionOnItsSecondRequest(LinkedBlockingQueue<String> seen) {
        return RawOrigin.start((connection, number) -> {
            seen.add(connection.readHead());
            connection.send(OK);
            seen.add(connection.readHead());
            if (number > 1) {
                connection.send(OK);
            }
        });
    }

    @Test
    void getIsRepeatedOnceOnAFreshConnection() {
        try (var origin = closingTheFirstConnectionOnItsSecondRequest(new LinkedBlockingQueue<>())) {
            var targets = to(origin);

            assertThat(client.get(targets, "/a").body()).isEqualTo("ok");
            assertThat(client.get(targets, "/b").body()).isEqualTo("ok");
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    @Test
    void postIsNeverSentTwice() {
        var seen = new LinkedBlockingQueue<String>();
        try (var origin = closingTheFirstConnectionOnItsSecondRequest(seen)) {
            var targets = to(origin);
            assertThat(client.get(targets, "/a").body()).isEqualTo("ok");
            var post = client.ask(targets, HttpMethod.POST, "/b", ClientLoop.LIMITS);

            assertThat(post.failure()).isEqualTo(new UpstreamFailure.ClosedBeforeHead(true));
            assertThat(origin.connections()).isEqualTo(1);
            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void aFreshConnectionThatClosesIsAFailure() {
        try (var origin = RawOrigin.start((connection, number) -> connection.readHead())) {
            assertThat(client.get(to(origin), "/").failure()).isEqualTo(new UpstreamFailure.ClosedBeforeHead(true));
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void postFindsOutThatAnIdleConnectionWasClosedBeforeItIsSent() {
        var mayClose = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send(OK);
            if (number == 1) {
                awaitOn(mayClose);
                connection.close();
                closed.countDown();
            } else {
                connection.readToEnd();
            }
        })) {
            var targets = to(origin);
            assertThat(client.get(targets, "/a").body()).isEqualTo("ok");
            var probe = new CallProbe(client.loop());
            client.loop().execute(() -> awaitOn(closed)); // the loop has no time to see the close by itself
            client.loop().execute(() -> {
                var head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/b");
                probe.call = upstream.open(targets, client.loop(), head, ClientLoop.LIMITS, probe);
            });
            mayClose.countDown();

            assertThat(probe.end().body()).isEqualTo("ok");
            assertThat(targets.retries()).isZero();
        }
    }

    @Test
    void postIsSentAgainWhenAnIdleConnectionIsResetWithTheRequestUnread() {
        var sent = new CountDownLatch(1);
        var seen = new LinkedBlockingQueue<String>();
        try (var origin = RawOrigin.start((connection, number) -> {
            seen.add(connection.readHead());
            connection.readBytes(number == 1 ? 0 : 4);
            connection.send(OK);
            if (number == 1) {
                awaitOn(sent);
                connection.close(); // what was sent lies unread: the system answers it with a reset
            } else {
                connection.readToEnd();
            }
        })) {
            var targets = to(origin);
            assertThat(client.get(targets, "/a").body()).isEqualTo("ok");
            var post = client.open(targets, HttpMethod.POST, "/b", ClientLoop.LIMITS)
                    .write("body")
                    .end();
            client.run(() -> true);
            sent.countDown();
            assertThat(post.body()).isEqualTo("ok");
            assertThat(seen).hasSize(2);
            assertThat(targets.retries()).isEqualTo(1);
        }
    }

    @Test
    void postIsSentAgainWhenABusyPeerResetsSomeTimeAfterItEndedWhatItSends() {
        var sent = new CountDownLatch(1);
        var onTheProcessorAgain = new CountDownLatch(1);
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.readBytes(number == 1 ? 0 : 4);
            connection.send(OK);
            if (number == 1) {
                awaitOn(sent);
                connection.finishSending();
                awaitOn(onTheProcessorAgain);
            } else {
                connection.readToEnd();
            }
        })) {
            var targets = to(origin);
            assertThat(client.get(targets, "/a").body()).isEqualTo("ok");
            var post = client.open(targets, HttpMethod.POST, "/b", ClientLoop.LIMITS)
                    .write("body")
                    .end();
            client.run(() -> true);
            sent.countDown();
            var _ = client.loop().schedule(onTheProcessorAgain::countDown, 100, TimeUnit.MILLISECONDS);
            assertThat(post.body()).isEqualTo("ok");
            assertThat(targets.retries()).isEqualTo(1);
        }
    }

    private static void awaitOn(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
