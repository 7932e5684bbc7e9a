package org.gatehouse.deploy.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The upstream of the measurements, a process of its own on one thread. Each token's text holds the time of its sending,
 * so that the driver on the same machine knows how long it was under way.
 */
final class BenchUpstream {
    static final String MODEL = "bench";
    static final String OPEN_PATH = "/bench/open";
    /** Streams whose client is still there and that have not ended. */
    private static final AtomicInteger OPEN = new AtomicInteger();

    private static final AttributeKey<Boolean> STREAMING = AttributeKey.valueOf("streaming");
    private static final int LARGEST_BODY = 1 << 20;
    /** How many requests with work it does at once; more of them queue. */
    static final int PLACES = 128;

    private static final Pattern WORK = Pattern.compile("bench:work=(\\d+)");
    private static final Deque<Runnable> QUEUE = new ArrayDeque<>();
    private static int busy;

    private static final Pattern SCRIPT = Pattern.compile("bench:chunks=(\\d+),gap=(\\d+)");
    private static final String START =
            "{\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                    + "\"model\":\"bench\",\"choices\":[";
    private static final byte[] COMPLETION =
            ("{\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion\",\"created\":1700000000,"
                            + "\"model\":\"bench\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                            + "A gate is worth its walls. ".repeat(12)
                            + "\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                            + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":96,\"total_tokens\":108}}")
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MODELS =
            "{\"object\":\"list\",\"data\":[{\"id\":\"bench\",\"object\":\"model\",\"created\":1700000000,\"owned_by\":\"bench\"}]}"
                    .getBytes(StandardCharsets.US_ASCII);

    private BenchUpstream() {}

    public static void main(String[] arguments) throws InterruptedException {
        var loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(LARGEST_BODY), new Answer());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))
                .sync();
        Thread.currentThread().join();
    }

    private static final class Answer extends SimpleChannelInboundHandler<FullHttpRequest> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            var body = request.content().toString(StandardCharsets.UTF_8);
            if (request.uri().equals("/v1/models")) {
                whole(context, MODELS);
            } else if (request.uri().equals(OPEN_PATH)) {
                whole(context, Integer.toString(OPEN.get()).getBytes(StandardCharsets.US_ASCII));
            } else if (body.contains("\"stream\":true")) {
                stream(context, body);
            } else {
                var work = WORK.matcher(body);
                if (work.find()) {
                    work(context, Integer.parseInt(work.group(1)));
                } else {
                    whole(context, COMPLETION);
                }
            }
        }

        /** All on the one thread. */
        private static void work(ChannelHandlerContext context, int millis) {
            if (busy == PLACES) {
                QUEUE.add(() -> work(context, millis));
                return;
            }
            busy++;
            var _ = context.executor()
                    .schedule(
                            () -> {
                                whole(context, COMPLETION);
                                busy--;
                                var next = QUEUE.poll();
                                if (next != null) {
                                    next.run();
                                }
                            },
                            millis,
                            TimeUnit.MILLISECONDS);
        }

        private static void whole(ChannelHandlerContext context, byte[] body) {
            var response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
            context.writeAndFlush(response).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }

        private static void stream(ChannelHandlerContext context, String body) {
            var script = SCRIPT.matcher(body);
            int chunks = script.find() ? Integer.parseInt(script.group(1)) : 16;
            int gap = script.hasMatch() ? Integer.parseInt(script.group(2)) : 20;
            var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            head.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream");
            head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
            OPEN.incrementAndGet();
            context.channel().attr(STREAMING).set(true);
            send(context, head);
            send(
                    context,
                    frame(
                            START
                                    + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}"));
            next(context, 0, chunks, gap, body.contains("\"include_usage\":true"));
        }

        private static void next(ChannelHandlerContext context, int number, int chunks, int gap, boolean usage) {
            if (!context.channel().isActive()) {
                return;
            }
            if (number == chunks) {
                end(context, usage);
                return;
            }
            send(
                    context,
                    frame(START + "{\"index\":0,\"delta\":{\"content\":\"t" + number + "@" + System.nanoTime()
                            + " \"},\"finish_reason\":null}]}"));
            var _ = context.executor()
                    .schedule(() -> next(context, number + 1, chunks, gap, usage), gap, TimeUnit.MILLISECONDS);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            over(context);
            context.fireChannelInactive();
        }

        /** A relay that cancels resets the connection: that is what is being measured. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }

        private static void over(ChannelHandlerContext context) {
            if (Boolean.TRUE.equals(context.channel().attr(STREAMING).getAndSet(null))) {
                OPEN.decrementAndGet();
            }
        }

        private static void end(ChannelHandlerContext context, boolean usage) {
            over(context);
            var frames = START + "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
            if (usage) {
                frames += "data: " + START
                        + "],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":96,\"total_tokens\":108}}\n\n";
            }
            send(context, frame(frames + "data: [DONE]"));
            send(context, LastHttpContent.EMPTY_LAST_CONTENT);
        }

        private static DefaultHttpContent frame(String payload) {
            ByteBuf bytes = Unpooled.copiedBuffer("data: " + payload + "\n\n", StandardCharsets.US_ASCII);
            return new DefaultHttpContent(bytes);
        }

        private static void send(ChannelHandlerContext context, Object part) {
            context.writeAndFlush(part).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }
}
