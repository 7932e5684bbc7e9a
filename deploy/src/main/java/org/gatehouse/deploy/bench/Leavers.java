package org.gatehouse.deploy.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients that ask for a stream and leave at a random moment, before its first byte, in the middle, or at its end. */
final class Leavers implements AutoCloseable {
    private static final int AT_ONCE = 400;
    private static final int LONGEST_STAY_MILLIS = 600;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = loops.next();
    private final Target target;
    private final Requests requests;
    private final Random random = new Random(7);

    Leavers(Target target) {
        this.target = target;
        this.requests = new Requests(target, new Load.Streams(1, 20, Duration.ofSeconds(2)));
    }

    /** Sends so many of them and returns when the last one has left. */
    void run(int streams) throws InterruptedException {
        var left = new CountDownLatch(streams);
        var toCome = new int[] {streams - AT_ONCE};
        loop.submit(() -> {
                    for (int i = 0; i < Math.min(AT_ONCE, streams); i++) {
                        come(left, toCome);
                    }
                })
                .sync();
        left.await();
    }

    /** Keeps so many streams open that say a word and then nothing for a minute. */
    void stay(int streams) throws InterruptedException {
        var quiet = new Requests(target, new Load.Streams(1, 60_000, Duration.ofMinutes(16)));
        for (int i = 0; i < streams; i++) {
            connect().writeAndFlush(quiet.next()).sync();
        }
    }

    private void come(CountDownLatch left, int[] toCome) {
        bootstrap().connect(InetAddress.getLoopbackAddress(), target.port()).addListener(connected -> {
            if (!connected.isSuccess()) {
                next(left, toCome);
                return;
            }
            var channel = ((ChannelFuture) connected).channel();
            channel.closeFuture().addListener(closed -> next(left, toCome));
            channel.writeAndFlush(requests.next()).addListener(sent -> {
                var _ = loop.schedule(
                        () -> {
                            var _ = channel.close();
                        },
                        random.nextInt(LONGEST_STAY_MILLIS),
                        TimeUnit.MILLISECONDS);
            });
        });
    }

    private void next(CountDownLatch left, int[] toCome) {
        left.countDown();
        if (toCome[0]-- > 0) {
            come(left, toCome);
        }
    }

    private Channel connect() throws InterruptedException {
        return bootstrap()
                .connect(InetAddress.getLoopbackAddress(), target.port())
                .sync()
                .channel();
    }

    private Bootstrap bootstrap() {
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), new Deaf());
                    }
                });
    }

    /** Reads and forgets. */
    private static final class Deaf extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
