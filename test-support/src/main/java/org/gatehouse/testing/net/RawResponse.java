package org.gatehouse.testing.net;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A response as it stood on the wire.
 *
 * @param head status line and headers, verbatim
 * @param body the decoded body
 * @param complete whether the body ended as its framing promised
 */
public record RawResponse(int status, String head, String body, boolean complete) {

    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    public List<String> headers(String name) {
        var prefix = name.toLowerCase(Locale.ROOT) + ":";
        var values = new ArrayList<String>();
        for (var line : head.lines().skip(1).toList()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                values.add(line.substring(prefix.length()).strip());
            }
        }
        return values;
    }

    static RawResponse read(RawConnection from, boolean toHead) {
        var head = from.readHead();
        int status = Integer.parseInt(head.substring(9, 12));
        var response = new RawResponse(status, head, "", true);
        if (toHead || status < 200 || status == 204 || status == 304) {
            return response;
        }
        if (response.header("transfer-encoding").isPresent()) {
            return response.withChunks(from);
        }
        var length = response.header("content-length");
        return length.isPresent() ? response.withLength(from, Integer.parseInt(length.get())) : response.withRest(from);
    }

    private RawResponse withRest(RawConnection from) {
        return new RawResponse(status, head, new String(from.readToEnd(), StandardCharsets.UTF_8), true);
    }

    private RawResponse withLength(RawConnection from, int length) {
        var bytes = new ByteArrayOutputStream();
        try {
            while (bytes.size() < length) {
                bytes.write(from.readByte());
            }
        } catch (UncheckedIOException e) {
            return new RawResponse(status, head, bytes.toString(StandardCharsets.UTF_8), false);
        }
        return new RawResponse(status, head, bytes.toString(StandardCharsets.UTF_8), true);
    }

    private RawResponse withChunks(RawConnection from) {
        var bytes = new ByteArrayOutputStream();
        try {
            for (int size = chunkSize(from); size > 0; size = chunkSize(from)) {
                bytes.writeBytes(from.readBytes(size));
                from.readLine();
            }
            from.readLine();
        } catch (UncheckedIOException e) {
            return new RawResponse(status, head, bytes.toString(StandardCharsets.UTF_8), false);
        }
        return new RawResponse(status, head, bytes.toString(StandardCharsets.UTF_8), true);
    }

    private static int chunkSize(RawConnection from) {
        return Integer.parseInt(from.readLine(), 16);
    }
}
