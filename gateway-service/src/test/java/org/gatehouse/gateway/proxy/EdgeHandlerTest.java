package org.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.gateway.overload.AccountCalls;
import org.gatehouse.gateway.proxy.ExchangeRecord.Outcome;
import org.gatehouse.gateway.tunnel.Tunnels;
import org.gatehouse.kit.memory.ByteBudget;
import org.gatehouse.kit.memory.ByteLimits;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.upstream.UpstreamClient;
import org.gatehouse.kit.upstream.UpstreamClientConfig;
import org.junit.jupiter.api.Test;

/** What the framework asks of a connection that the edge is busy on. */
class EdgeHandlerTest {

    private final CompletableFuture<Decision> decision = new CompletableFuture<>();
    private final List<ExchangeRecord> log = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new EdgeHandler(new Edge(
            request -> new Decision.Pending(decision),
            new UpstreamClient(new UpstreamClientConfig(1, Duration.ofSeconds(1), Duration.ofSeconds(1), 100)),
            log::add,
            new EdgeConfig(Duration.ofSeconds(30), List.of(), 0, 0, 0),
            new TrustedProxies(List.of()),
            EdgeTraces.off(),
            new Tunnels(),
            new Shares(new AccountCalls(0), ByteBudget.of(new ByteLimits(1 << 20, 1 << 20))))));

    private void ask() {
        channel.writeInbound(
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/a"), LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private FullHttpResponse refused() {
        decision.complete(new Decision.Refuse("a", "", PublicError.of(ErrorKind.FORBIDDEN, "No.")));
        channel.runPendingTasks();
        return channel.readOutbound();
    }

    @Test
    void aGracefulCloseWaitsForTheAnswerWhichSaysThatItIsTheLast() {
        ask();
        var closed = channel.close();
        assertThat(closed.isDone()).isFalse();
        assertThat(channel.isOpen()).isTrue();
        var response = refused();

        assertThat(response.headers().get("connection")).isEqualTo("close");
        response.release();
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        assertThat(closed.isSuccess()).isTrue();
    }

    @Test
    void anIdleConnectionClosesAtOnce() {
        ask();
        refused().release();
        var _ = channel.close();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theFrameworkIsNotToldThatABusyConnectionIsIdle() {
        var told = new ArrayList<Object>();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                told.add(event);
            }
        });
        ask();
        channel.pipeline().fireUserEventTriggered(IdleStateEvent.ALL_IDLE_STATE_EVENT);
        assertThat(told).isEmpty();
        refused().release();
        channel.pipeline().fireUserEventTriggered(IdleStateEvent.ALL_IDLE_STATE_EVENT);

        assertThat(told).hasSize(1);
    }

    @Test
    void aClientThatLeavesBeforeTheDecisionIsRecordedOnceAndServedNothing() {
        ask();
        var _ = channel.close();
        channel.pipeline().fireChannelInactive();
        var response = refused();

        assertThat(response).isNull();
        assertThat(log).singleElement().extracting(ExchangeRecord::outcome).isEqualTo(Outcome.CLIENT_GONE);
    }

    @Test
    void aDecisionThatFailsIsAnInternalError() {
        ask();
        decision.completeExceptionally(new IllegalStateException("a bug"));
        channel.runPendingTasks();
        FullHttpResponse response = channel.readOutbound();

        assertThat(response.status().code()).isEqualTo(500);
        response.release();
    }
}
