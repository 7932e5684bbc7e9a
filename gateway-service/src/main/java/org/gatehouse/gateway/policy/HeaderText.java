package org.gatehouse.gateway.policy;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/** A header's long value as the bytes that go out: the codec copies them at once, where it would write a text char by char. */
final class HeaderText {

    private HeaderText() {}

    static AsciiString of(String value) {
        return new AsciiString(value.getBytes(StandardCharsets.ISO_8859_1), false);
    }
}
