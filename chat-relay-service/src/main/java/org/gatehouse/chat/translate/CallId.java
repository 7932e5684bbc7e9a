package org.gatehouse.chat.translate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Names of tool calls. Anthropic's dialect takes few characters, so that foreign names are written in those, in a way that
 * can be read back: an upstream that gave the name gets its own again.
 */
public final class CallId {

    private static final String WRITTEN = "toolu_gh_";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    /** OpenAI refuses longer ones. */
    private static final int MOST_FOR_CHAT = 40;

    private CallId() {}

    /** In Anthropic's characters. */
    public static String forMessages(String id) {
        if (PLAIN.matcher(id).matches() && !id.startsWith(WRITTEN)) {
            return id;
        }
        return isWritten(id) ? id : write(id);
    }

    /** As the chat upstream gave it; a name of other origin that is too long there is shortened, always alike. */
    public static String forChat(String id) {
        String own = isWritten(id) ? read(id) : id;
        return own.length() <= MOST_FOR_CHAT
                ? own
                : "call_" + Digest.of(own).substring(0, MOST_FOR_CHAT - "call_".length());
    }

    private static String write(String id) {
        return WRITTEN + Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isWritten(String id) {
        return id.startsWith(WRITTEN) && !read(id).isEmpty() && write(read(id)).equals(id);
    }

    private static String read(String id) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(id.substring(WRITTEN.length()));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
