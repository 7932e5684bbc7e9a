package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A form as an object: fields as texts, files by name, length and digest. Of two fields with one name the last one counts. */
final class FormFields {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"?([^\";\r\n]+)\"?");
    private static final Pattern FILE = Pattern.compile("filename=\"?([^\";\r\n]+)\"?");

    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private FormFields() {}

    static ObjectNode read(String contentType, byte[] body) throws IOException {
        var boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new IOException("no boundary in " + contentType);
        }
        var fields = JSON.createObjectNode();
        var delimiter = ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        int at = find(body, 0, delimiter);
        while (at >= 0 && body[at + delimiter.length] != '-') {
            int begin = at + delimiter.length + LINE_END.length;
            int next = find(body, begin, delimiter);
            if (next < 0) {
                throw new IOException("the form breaks off");
            }
            part(fields, body, begin, next - LINE_END.length);
            at = next;
        }
        return fields;
    }

    private static int find(byte[] in, int from, byte[] what) {
        for (int at = from; at + what.length <= in.length; at++) {
            if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }

    private static void part(ObjectNode fields, byte[] body, int begin, int end) throws IOException {
        int empty = find(body, begin, HEAD_END);
        var head = new String(body, begin, empty - begin, StandardCharsets.UTF_8);
        int content = empty + HEAD_END.length;
        var name = NAME.matcher(head);
        if (!name.find()) {
            throw new IOException("a part without a name: " + head);
        }
        var file = FILE.matcher(head);
        if (file.find()) {
            fields.putObject(name.group(1))
                    .put("name", file.group(1))
                    .put("bytes", end - content)
                    .put("sha256", digest(body, content, end - content));
        } else {
            fields.put(name.group(1), new String(body, content, end - content, StandardCharsets.UTF_8));
        }
    }

    private static String digest(byte[] body, int from, int length) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(body, from, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
