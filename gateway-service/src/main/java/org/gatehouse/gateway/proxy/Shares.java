package org.gatehouse.gateway.proxy;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Optional;
import org.gatehouse.gateway.overload.AccountCalls;
import org.gatehouse.kit.memory.ByteBudget;
import org.gatehouse.kit.memory.Draw;

/** What one exchange takes of what all share: a place among its account's calls, and memory for a body under way. */
record Shares(AccountCalls calls, ByteBudget memory) {

    /** What is held of one body at most, however long it is: it goes on as it comes. */
    private static final long MOST_HELD = 192L * 1024;

    /** An account by whichever of its keys; empty when nobody had to say who they are. */
    static String accountOf(String caller) {
        int slash = caller.indexOf('/');
        return slash < 0 ? caller : caller.substring(0, slash);
    }

    /** Bytes that are held of the request's body. */
    static long heldOf(HttpRequest head) {
        long length = HttpUtil.isTransferEncodingChunked(head) ? MOST_HELD : HttpUtil.getContentLength(head, 0L);
        return Math.min(length, MOST_HELD);
    }

    /** Empty when there is no room. */
    Optional<Draw> draw(String account, EdgeRequest request, long bytes) {
        return memory.draw(account.isEmpty() ? request.client().getHostAddress() : account, bytes);
    }
}
