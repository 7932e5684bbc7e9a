package org.gatehouse.chat.completion;

import io.netty.buffer.ByteBuf;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.kit.problem.ErrorBody;
import org.gatehouse.kit.problem.ErrorSurface;
import org.gatehouse.kit.problem.PublicError;

/** The event that ends a stream which cannot be completed, in the words of the client's dialect. */
final class ErrorFrame {

    private ErrorFrame() {}

    static ByteBuf of(Endpoint.Dialect dialect, PublicError error, String requestId) {
        return switch (dialect) {
            case OPENAI -> SseFrames.data(ErrorBody.render(ErrorSurface.OPENAI, error, requestId));
            case ANTHROPIC -> SseFrames.event("error", ErrorBody.render(ErrorSurface.ANTHROPIC, error, requestId));
            case RESPONSES -> SseFrames.event("error", ErrorBody.renderResponsesEvent(error));
        };
    }
}
