package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** A client's name for its user in the form that upstreams take; one that they would refuse is hashed, always alike. */
public final class UserName {

    /** OpenAI refuses a longer {@code user}. */
    private static final int MOST_FOR_CHAT = 64;

    /** Anthropic refuses a longer {@code metadata.user_id}, and those that look like an address or a telephone number. */
    private static final int MOST_FOR_MESSAGES = 256;

    private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{5,}");

    private UserName() {}

    public static Optional<String> forChat(JsonNode name) {
        return said(name).map(user -> user.length() <= MOST_FOR_CHAT ? user : Digest.of(user));
    }

    public static Optional<String> forMessages(JsonNode name) {
        return said(name).map(user -> identifies(user) ? Digest.of(user) : user);
    }

    private static boolean identifies(String user) {
        return user.length() > MOST_FOR_MESSAGES
                || user.indexOf('@') >= 0
                || TELEPHONE.matcher(user).matches();
    }

    private static Optional<String> said(JsonNode name) {
        return name.isTextual() && !name.asText().isBlank() ? Optional.of(name.asText()) : Optional.empty();
    }
}
