package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;

/** The kinds of output item that a chat completion can give, in progress and complete. */
sealed interface OutputItem {

    String id();

    ObjectNode started();

    ObjectNode completed();

    /** What is told in pieces: a text of the assistant, its refusal, or a thought. */
    record Text(Kind kind, String id, StringBuilder text) implements OutputItem {

        static Text fresh(Kind kind) {
            return new Text(kind, ResponseObject.id(kind.idPrefix), new StringBuilder());
        }

        /** What the text is, and what that is called in items and events. */
        enum Kind {
            ANSWER("msg", "message", "output_text", "text"),
            REFUSAL("msg", "message", "refusal", "refusal"),
            THOUGHT("rs", "reasoning", "reasoning_text", "text");

            private final String idPrefix;
            private final String item;
            private final String part;
            private final String member;

            Kind(String idPrefix, String item, String part, String member) {
                this.idPrefix = idPrefix;
                this.item = item;
                this.part = part;
                this.member = member;
            }

            /** The event that tells of it, for example {@code response.output_text.delta}. */
            String event(String what) {
                return "response." + part + "." + what;
            }

            String member() {
                return member;
            }

            ObjectNode part(String text) {
                ObjectNode object = JsonTree.object().put("type", part).put(member, text);
                if (this == ANSWER) {
                    object.putArray("annotations");
                    object.putArray("logprobs");
                }
                return object;
            }
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
            item.putArray("content").add(kind.part(text.toString()));
            return item;
        }

        private ObjectNode head(String status) {
            ObjectNode item =
                    JsonTree.object().put("id", id).put("type", kind.item).put("status", status);
            if (kind == Kind.THOUGHT) {
                item.putArray("summary");
                return item;
            }
            return item.put("role", "assistant");
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

        /** As it stands where a limit ended the answer. */
        ObjectNode cut() {
            return item("incomplete", arguments.toString());
        }

        private ObjectNode item(String status, String said) {
            return tool.item(id, status, callId, said);
        }
    }

    /**
     * A picture that came whole.
     *
     * @param base64 its bytes, or the address where the upstream gave no more than that
     */
    record Picture(String id, String base64) implements OutputItem {

        static Picture of(String address) {
            int comma = address.indexOf(',');
            String bytes = address.startsWith("data:") && comma > 0 ? address.substring(comma + 1) : address;
            return new Picture(ResponseObject.id("ig"), bytes);
        }

        @Override
        public ObjectNode started() {
            return JsonTree.object()
                    .put("id", id)
                    .put("type", "image_generation_call")
                    .put("status", "in_progress")
                    .putNull("result");
        }

        @Override
        public ObjectNode completed() {
            return started().put("status", "completed").put("result", base64);
        }
    }
}
