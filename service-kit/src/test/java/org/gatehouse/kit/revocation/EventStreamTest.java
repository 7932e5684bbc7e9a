package org.gatehouse.kit.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private final EventStream stream = new EventStream();

    private List<ServerEvent> read(String text) {
        return text.lines().map(stream::accept).flatMap(Optional::stream).toList();
    }

    @Test
    void putsTheFieldsOfAnEventTogether() {
        assertThat(read("id: 7\nevent: revocation\ndata: {\"a\":1}\n\n"))
                .containsExactly(new ServerEvent("7", "revocation", "{\"a\":1}"));
    }

    @Test
    void skipsCommentsAndUnknownFieldsAnywhere() {
        assertThat(read(": ping\n\nevent: ready\n: ping\nretry: 5\nnonsense\ndata: {}\n\n: ping\n\n"))
                .containsExactly(new ServerEvent("", "ready", "{}"));
    }

    @Test
    void keepsNothingOfAnEventForTheNext() {
        assertThat(read("id: 1\nevent: x\ndata: a\n\ndata: b\n\n"))
                .containsExactly(new ServerEvent("1", "x", "a"), new ServerEvent("", "message", "b"));
    }

    @Test
    void joinsLinesOfDataAndTakesOneSpaceOffAtMost() {
        assertThat(read("data:a\ndata:  b\ndata\n\n")).containsExactly(new ServerEvent("", "message", "a\n b\n"));
    }

    @Test
    void yieldsNothingBeforeTheEmptyLine() {
        assertThat(read("id: 1\ndata: a\n")).isEmpty();
        assertThat(read("\n")).hasSize(1);
    }
}
