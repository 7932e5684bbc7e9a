package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.translate.InOrder;
import org.jspecify.annotations.Nullable;

/** The output items of a streamed response: one is open at a time, and what is complete goes into the response. */
final class OpenItems implements InOrder.Listener {

    private final ResponseObject response;
    private final Tools tools;
    private final ResponseEvents events;
    private OutputItem.@Nullable Text text;
    private OutputItem.@Nullable Call call;

    OpenItems(ResponseObject response, Tools tools, ResponseEvents events) {
        this.response = response;
        this.tools = tools;
        this.events = events;
    }

    static OutputItem.Text.Kind kind(InOrder.Kind kind) {
        return switch (kind) {
            case THOUGHT -> OutputItem.Text.Kind.THOUGHT;
            case TEXT -> OutputItem.Text.Kind.ANSWER;
            case REFUSAL -> OutputItem.Text.Kind.REFUSAL;
        };
    }

    private int index() {
        return response.output().size();
    }

    @Override
    public void said(InOrder.Kind kind, String piece) {
        OutputItem.Text open = text;
        if (open == null || open.kind() != kind(kind)) {
            closeText();
            open = OutputItem.Text.fresh(kind(kind));
            text = open;
            events.item("response.output_item.added", index(), open.started());
            events.part("response.content_part.added", open, index(), "");
        }
        open.text().append(piece);
        events.delta(open, index(), piece);
    }

    void closeText() {
        OutputItem.Text open = text;
        if (open != null) {
            text = null;
            events.done(open, index());
            events.part("response.content_part.done", open, index(), open.text().toString());
            finish(open.completed());
        }
    }

    @Override
    public void called(InOrder.Call begun) {
        closeText();
        call = OutputItem.Call.fresh(begun.id(), tools.called(begun.name()));
        events.item("response.output_item.added", index(), call.started());
    }

    @Override
    public void arguments(InOrder.Call begun, String piece) {
        OutputItem.Call open = call;
        if (open != null) {
            open.arguments().append(piece);
            if (open.tool().kind() == Called.Kind.FUNCTION) {
                events.arguments(open, index(), piece);
            }
        }
    }

    @Override
    public void ended(InOrder.Call begun, boolean cut) {
        OutputItem.Call open = call;
        if (open != null) {
            call = null;
            events.arguments(open, index());
            finish(cut ? open.cut() : open.completed());
        }
    }

    /** A picture, which comes whole. */
    void picture(OutputItem.Picture picture) {
        closeText();
        events.item("response.output_item.added", index(), picture.started());
        finish(picture.completed());
    }

    private void finish(ObjectNode completed) {
        events.item("response.output_item.done", index(), completed);
        response.output().add(completed);
    }
}
