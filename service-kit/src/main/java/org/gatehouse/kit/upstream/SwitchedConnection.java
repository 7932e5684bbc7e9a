package org.gatehouse.kit.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/** A connection that has left HTTP and belongs to whoever asked for that. */
public interface SwitchedConnection {

    /**
     * Puts the handler in the place of everything that spoke HTTP; what came along with the head is the first that it
     * reads. Auto-read is off.
     */
    void become(ChannelHandler handler);

    Channel channel();
}
