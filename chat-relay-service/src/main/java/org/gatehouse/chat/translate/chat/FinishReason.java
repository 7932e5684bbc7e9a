package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.upstream.Ending;

/** Why an answer ended, in OpenAI's words. */
final class FinishReason {

    private FinishReason() {}

    /** Says it in the choice, beside it the upstream's word where that is not of its dialect. */
    static void tell(String stopReason, ObjectNode choice) throws IOException {
        Ending ending = Ending.of(stopReason);
        if (!ending.good()) {
            throw new NotJsonException("no good reason for the end");
        }
        choice.put("finish_reason", ending.inOpenAi());
        if (!Ending.isAnthropics(stopReason)) {
            choice.put("native_finish_reason", stopReason);
        }
    }
}
