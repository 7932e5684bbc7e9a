package org.gatehouse.chat.it;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form as clients write it, part by part. */
final class Form {

    static final String BOUNDARY = "----WebKitFormBoundaryAb3";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Form field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    Form file(byte[] content) {
        return part(
                "Content-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\nContent-Type: audio/mpeg",
                content);
    }

    Form part(String head, byte[] content) {
        text("--" + BOUNDARY + "\r\n" + head + "\r\n\r\n");
        bytes.writeBytes(content);
        text("\r\n");
        return this;
    }

    byte[] end() {
        text("--" + BOUNDARY + "--\r\n");
        return bytes.toByteArray();
    }

    /** As far as it has come. */
    byte[] begun() {
        return bytes.toByteArray();
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
