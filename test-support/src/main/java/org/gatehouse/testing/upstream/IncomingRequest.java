package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request as it came over the wire. */
@SuppressWarnings("ArrayRecordComponent")
record IncomingRequest(String method, String path, Map<String, String> headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    IncomingRequest {
        headers = Map.copyOf(headers);
    }

    /** Reads the next request, or gives null when the client has closed between two. */
    static @Nullable IncomingRequest read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        List<String> parts = List.of(line.split(" ", -1));
        if (parts.size() != 3) {
            throw new IOException("not a request line: " + line);
        }
        var headers = new TreeMap<String, String>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new IncomingRequest(parts.get(0), parts.get(1), headers, body(in, headers));
    }

    JsonNode json() throws IOException {
        var type = headers.getOrDefault("content-type", "");
        if (type.startsWith("multipart/form-data")) {
            return FormFields.read(type, body);
        }
        return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    }

    boolean keepAlive() {
        return !"close".equalsIgnoreCase(headers.get("connection"));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunked(in);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("body cut short");
        }
        return body;
    }

    private static byte[] chunked(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            String size = line(in);
            if (size == null) {
                throw new EOFException("body cut short");
            }
            int length = Integer.parseInt(size.strip(), 16);
            body.writeBytes(in.readNBytes(length));
            line(in);
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return null;
    }
}
