package org.gatehouse.kit.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * Notices a peer that is gone without a word (power, cable, a firewall that forgot) long before an answer's time is over:
 * one that is awaited, by TCP keep-alive (RFC 1122, 4.2.3.6); bytes that nobody acknowledges, by the user timeout
 * (RFC 5482; where the socket is epoll's). Either ends in a reset connection.
 */
final class SilentPeer {
    private static final int IDLE_SECONDS = 10;
    private static final int INTERVAL_SECONDS = 3;
    private static final int PROBES = 3;
    private static final int UNACKNOWLEDGED_MILLIS =
            (int) Duration.ofSeconds(15).toMillis();

    private SilentPeer() {}

    static Channel noticed(Channel channel) {
        var config = channel.config();
        config.setOption(ChannelOption.SO_KEEPALIVE, true);
        if (channel instanceof EpollSocketChannel) {
            config.setOption(EpollChannelOption.TCP_KEEPIDLE, IDLE_SECONDS);
            config.setOption(EpollChannelOption.TCP_KEEPINTVL, INTERVAL_SECONDS);
            config.setOption(EpollChannelOption.TCP_KEEPCNT, PROBES);
            config.setOption(EpollChannelOption.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MILLIS);
        } else {
            config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), IDLE_SECONDS);
            config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), INTERVAL_SECONDS);
            config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
        }
        return channel;
    }
}
