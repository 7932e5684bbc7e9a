package org.gatehouse.testing.morpheus;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** One connection to the node: lets in who may, and finds who answers. */
final class NodeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final NodeState state;
    private @Nullable NodeExchange running;

    NodeHandler(NodeState state) {
        this.state = state;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        var exchange = new NodeExchange(ctx, request);
        running = exchange;
        String path = exchange.path();
        if (path.startsWith("/double/")) {
            new DoubleRoutes(state).answer(exchange);
            return;
        }
        if (path.equals("/healthcheck")) {
            exchange.json(200, state.health());
            return;
        }
        String permission = permission(exchange);
        var refusal = NodeUsers.refusal(exchange.headers().get("authorization"), permission);
        if (refusal != null) {
            exchange.error(refusal.status(), refusal.error());
        } else if (path.startsWith("/v1/")) {
            new Inference(state).answer(exchange);
        } else {
            new ChainRoutes(state).answer(exchange);
        }
    }

    private static String permission(NodeExchange exchange) {
        String path = exchange.path();
        boolean get = exchange.is(HttpMethod.GET);
        if (path.startsWith("/v1/")) {
            return path.equals("/v1/embeddings") ? "embeddings" : get ? "get_local_models" : "chat";
        }
        if (path.endsWith("/session")) {
            return "open_session";
        }
        if (path.endsWith("/close")) {
            return "close_session";
        }
        return switch (path) {
            case "/blockchain/approve" -> "approve";
            case "/blockchain/balance" -> "get_balance";
            case "/blockchain/allowance" -> "get_allowance";
            case "/wallet" -> get ? "get_wallet" : "remove_wallet";
            case "/wallet/privateKey" -> "set_wallet";
            default ->
                path.contains("/sessions")
                        ? "get_sessions"
                        : path.contains("/bids")
                                ? "get_bids"
                                : path.contains("/models") ? "get_models" : "system_config";
        };
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        NodeExchange left = running;
        if (left != null) {
            left.gone();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = ctx.close();
    }
}
