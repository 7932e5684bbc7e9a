package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;

/** The two kinds of output item that a chat completion can give, in progress and complete. */
sealed interface OutputItem {

    ObjectNode started();

    ObjectNode completed();

    /** A text of the assistant. */
    record Message(String id, StringBuilder text) implements OutputItem {

        static Message fresh() {
            return new Message(ResponseObject.id("msg"), new StringBuilder());
        }

        @Override
        public ObjectNode started() {
            ObjectNode item = head("in_progress");
            item.putArray("content");
            return item;
        }

        @Override
        public ObjectNode completed() {
            ObjectNode item = head("completed");
            item.putArray("content").add(part(text.toString()));
            return item;
        }

        static ObjectNode part(String text) {
            ObjectNode part = JsonTree.object().put("type", "output_text").put("text", text);
            part.putArray("annotations");
            part.putArray("logprobs");
            return part;
        }

        private ObjectNode head(String status) {
            return JsonTree.object()
                    .put("id", id)
                    .put("type", "message")
                    .put("status", status)
                    .put("role", "assistant");
        }
    }

    /** A call of a tool. */
    record Call(String id, String callId, Called tool, StringBuilder arguments) implements OutputItem {

        static Call fresh(String callId, Called tool) {
            return new Call(ResponseObject.id(tool.kind().idPrefix()), callId, tool, new StringBuilder());
        }

        @Override
        public ObjectNode started() {
            return item("in_progress", "");
        }

        @Override
        public ObjectNode completed() {
            return item("completed", arguments.toString());
        }

        private ObjectNode item(String status, String said) {
            return tool.item(id, status, callId, said);
        }
    }
}
