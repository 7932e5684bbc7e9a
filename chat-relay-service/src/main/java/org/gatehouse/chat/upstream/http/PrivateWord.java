package org.gatehouse.chat.upstream.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells words that name a credential, an address or an account from those that say what is wrong with a request. */
final class PrivateWord {

    private static final int ROUNDS_OF_ENCODING = 3;
    private static final int LEAST_SECRET_CHARS = 8;
    /** So much of a known secret is known by itself. */
    private static final int PIECE_OF_SECRET = 12;

    private static final int LONG_TOKEN = 32;
    private static final int MIXED_TOKEN = 20;

    /** What follows is a credential whatever it looks like. */
    private static final List<String> CREDENTIALS =
            List.of("sk-", "gsk_", "xai-", "hf_", "ghp_", "gho_", "glpat-", "nvapi-", "aiza", "akia");
    /** What follows is an account or a key only if it looks like no word. */
    private static final List<String> ACCOUNTS = List.of(
            "pk-", "rk-", "key-", "key_", "org-", "org_", "proj-", "proj_", "req-", "req_", "user-", "user_", "acct-",
            "acct_", "sess-", "sess_", "gsk-", "xai_", "sk_", "pk_", "rk_");

    private static final Set<String> ANNOUNCING = Set.of(
            "password",
            "passwd",
            "secret",
            "token",
            "api_key",
            "api-key",
            "apikey",
            "x-api-key",
            "access_token",
            "client_secret",
            "authorization",
            "key");
    private static final Set<String> TOP_LEVELS = Set.of(
            "com",
            "net",
            "org",
            "io",
            "ai",
            "dev",
            "local",
            "internal",
            "example",
            "cloud",
            "svc",
            "app",
            "co",
            "lan",
            "corp",
            "home",
            "intra",
            "localdomain",
            "arpa");
    /** Words that a number with a colon may follow. */
    private static final Set<String> COUNTED = Set.of(
            "tokens",
            "length",
            "limit",
            "max",
            "min",
            "size",
            "line",
            "column",
            "char",
            "position",
            "offset",
            "status",
            "code",
            "error",
            "count",
            "index",
            "got",
            "total",
            "input",
            "output",
            "prompt",
            "context");

    private final @Nullable String secret;

    PrivateWord(@Nullable String secret) {
        this.secret = secret == null || secret.isEmpty() ? null : secret;
    }

    /** Whether it is, as it stands or decoded. */
    boolean isPrivate(String word) {
        String decoded = decoded(word);
        if (holdsSecret(decoded)) {
            return true;
        }
        boolean announced = false;
        for (String part : decoded.split(" ", -1)) {
            if ((announced && mayBeSecret(part)) || isPrivatePart(part)) {
                return true;
            }
            announced = announcesSecret(part);
        }
        return false;
    }

    /** Whether the next word is a credential: {@code Bearer}, {@code api_key:}. */
    boolean announcesSecret(String word) {
        if (isScheme(word)) {
            return true;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        int end = lower.length();
        return end > 1
                && (lower.charAt(end - 1) == ':' || lower.charAt(end - 1) == '=')
                && ANNOUNCING.contains(lower.substring(0, end - 1));
    }

    /** Whether it is a scheme of credentials, alone or behind something that is no word. */
    boolean isScheme(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int before = lower.endsWith("bearer")
                ? lower.length() - "bearer".length() - 1
                : lower.endsWith("basic") ? lower.length() - "basic".length() - 1 : lower.length() - 1;
        return before < lower.length() - 1 && (before < 0 || !isAlphanumeric(lower.charAt(before)));
    }

    /** Whether an announced word may be one: not a plain word, as in "Bearer authentication". */
    boolean mayBeSecret(String word) {
        return word.length() >= LEAST_SECRET_CHARS && (hasDigit(word) || isMixed(word) || word.indexOf('=') > 0);
    }

    private boolean holdsSecret(String word) {
        String known = secret;
        if (known == null || word.length() < Math.min(known.length(), PIECE_OF_SECRET)) {
            return false;
        }
        if (word.contains(known)) {
            return true;
        }
        for (int i = 0; i + PIECE_OF_SECRET <= known.length(); i++) {
            if (word.contains(known.substring(i, i + PIECE_OF_SECRET))) {
                return true;
            }
        }
        return false;
    }

    /** Without percent-encoding, in as many rounds as anybody writes, and without backslashes and JSON's escapes. */
    private static String decoded(String word) {
        String plain = word;
        for (int round = 0; round < ROUNDS_OF_ENCODING && plain.indexOf('%') >= 0; round++) {
            plain = percentDecoded(plain);
        }
        return plain.indexOf('\\') < 0 ? plain : withoutEscapes(plain);
    }

    private static String percentDecoded(String word) {
        var decodable = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            boolean pair = i + 2 < word.length() && isHex(word.charAt(i + 1)) && isHex(word.charAt(i + 2));
            char c = word.charAt(i);
            decodable.append(c == '+' ? "%2B" : c == '%' && !pair ? "%25" : String.valueOf(c));
        }
        return URLDecoder.decode(decodable.toString(), StandardCharsets.UTF_8);
    }

    private static String withoutEscapes(String word) {
        var plain = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '\\' && i + 5 < word.length() && word.charAt(i + 1) == 'u' && areHex(word, i + 2, i + 6)) {
                plain.append((char) Integer.parseInt(word.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (c == '\\') {
                plain.append('/'); // an address with its slashes the other way round, or escaped
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static boolean isPrivatePart(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.contains(":/") || lower.contains("http//") || lower.contains("https//") || lower.startsWith("//")) {
            return true;
        }
        int at = lower.indexOf('@');
        if (at > 0 && at + 1 < lower.length() && isAlphanumeric(lower.charAt(at + 1))) {
            return true;
        }
        if (Addresses.holdsOne(lower)) {
            return true;
        }
        int start = 0;
        for (int i = 0; i <= word.length(); i++) {
            if (i == word.length() || "/=?&#".indexOf(word.charAt(i)) >= 0) {
                if (isCredential(word.substring(start, i)) || isHost(lower.substring(start, i))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return hasAnnouncedValue(lower);
    }

    private static boolean hasAnnouncedValue(String lower) {
        int equals = lower.indexOf('=') < 0 ? lower.indexOf(':') : lower.indexOf('=');
        return equals > 0 && equals + 3 < lower.length() && ANNOUNCING.contains(lower.substring(0, equals));
    }

    private static boolean isCredential(String part) {
        int colon = part.lastIndexOf(':');
        String word = part.substring(colon + 1);
        String lower = word.toLowerCase(Locale.ROOT);
        for (String prefix : CREDENTIALS) {
            if (lower.startsWith(prefix) && word.length() >= prefix.length() + LEAST_SECRET_CHARS) {
                return true;
            }
        }
        for (String prefix : ACCOUNTS) {
            String rest = lower.startsWith(prefix) ? word.substring(prefix.length()) : "";
            if (rest.length() >= 6 && (hasDigit(rest) || isMixed(rest) || rest.indexOf('*') >= 0)) {
                return true;
            }
        }
        return isLongToken(word) || word.startsWith("eyJ");
    }

    /** Letters and digits in a jumble, longer than names are. */
    private static boolean isLongToken(String word) {
        int run = 0;
        int digits = 0;
        boolean upper = false;
        boolean lower = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!isAlphanumeric(c) && "+/_-".indexOf(c) < 0) {
                run = 0;
                digits = 0;
                upper = false;
                lower = false;
                continue;
            }
            run++;
            digits += c >= '0' && c <= '9' ? 1 : 0;
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
            if ((run >= LONG_TOKEN && digits >= 3) || (run >= MIXED_TOKEN && digits >= 3 && upper && lower)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHost(String part) {
        int colon = part.lastIndexOf(':');
        String host = colon < 0 ? part : part.substring(0, colon);
        String port = colon < 0 ? "" : part.substring(colon + 1);
        if (host.isEmpty() || !isHostName(host)) {
            return false;
        }
        boolean numbered = !port.isEmpty() && port.length() <= 5 && port.chars().allMatch(Character::isDigit);
        int dot = host.lastIndexOf('.');
        if (dot > 0) {
            return TOP_LEVELS.contains(host.substring(dot + 1)) || numbered;
        }
        boolean usualPort = port.length() >= 4 || port.equals("80") || port.equals("443");
        return host.equals("localhost") || (numbered && usualPort && !COUNTED.contains(host));
    }

    private static boolean isHostName(String host) {
        boolean letter = false;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            letter |= c >= 'a' && c <= 'z';
            if (!isAlphanumeric(c) && c != '-' && c != '.') {
                return false;
            }
        }
        return letter;
    }

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }

    private static boolean areHex(String text, int from, int to) {
        return text.substring(from, to).chars().allMatch(c -> isHex((char) c));
    }

    private static boolean hasDigit(String word) {
        return word.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    /** Small letters, and a capital that does not begin the word. */
    private static boolean isMixed(String word) {
        return word.chars().anyMatch(Character::isLowerCase)
                && word.chars().skip(1).anyMatch(Character::isUpperCase);
    }
}
