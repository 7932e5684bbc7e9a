package org.gatehouse.testing.issuer;

import static org.gatehouse.testing.issuer.TokenForge.encode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every way of bending a token that the threat model lists (F8, F9, rows 14–18), against one issuer. */
public final class HostileTokens {

    private HostileTokens() {}

    /** Against auth-service. */
    public static Stream<HostileToken> against(ForgeableIssuer issuer) {
        return Stream.concat(common(issuer), HostileClaims.against(issuer).stream());
    }

    /** Against a realm of Keycloak. */
    public static Stream<HostileToken> againstRealm(ForgeableIssuer issuer) {
        return Stream.concat(common(issuer), HostileClaims.againstRealm(issuer).stream());
    }

    private static Stream<HostileToken> common(ForgeableIssuer issuer) {
        return Stream.of(spellings(issuer), HostileHeaders.against(issuer), HostileSignatures.against(issuer))
                .flatMap(List::stream);
    }

    /** Tokens whose signature would hold if a lenient decoder read them. */
    private static List<HostileToken> spellings(ForgeableIssuer issuer) {
        var good = issuer.forge().sign();
        var part = good.split("\\.", -1);
        var all = new ArrayList<HostileToken>();
        for (var prefix : new String[] {" ", "\t", "\n", "\u00a0", "Bearer ", "\"", "."}) {
            all.add(new HostileToken("starts with " + name(prefix), prefix + good));
        }
        for (var suffix : new String[] {" ", "\n", "\r\n", "=", "==", ".", ".e30", "\u0000", "#x", "%00"}) {
            all.add(new HostileToken("ends with " + name(suffix), good + suffix));
        }
        for (var middle : new String[] {" ", "\n", "=", "*", "\u0000", "é", "+", "/", "%20"}) {
            all.add(new HostileToken(
                    "header holds " + name(middle), insert(part[0], middle) + "." + part[1] + "." + part[2]));
            all.add(new HostileToken(
                    "payload holds " + name(middle), part[0] + "." + insert(part[1], middle) + "." + part[2]));
            all.add(new HostileToken(
                    "signature holds " + name(middle), part[0] + "." + part[1] + "." + insert(part[2], middle)));
        }
        all.add(new HostileToken("padded header", part[0] + "=." + part[1] + "." + part[2]));
        all.add(new HostileToken("padded payload", part[0] + "." + part[1] + "=." + part[2]));
        all.add(new HostileToken(
                "signature with spare bits set", part[0] + "." + part[1] + "." + withSpareBits(part[2])));
        all.add(new HostileToken("one part", part[0]));
        all.add(new HostileToken("two parts", part[0] + "." + part[1]));
        all.add(new HostileToken("four parts", good + "." + part[2]));
        all.add(new HostileToken("five parts, as JWE", good + ".AAAA.AAAA"));
        all.add(new HostileToken("no header", "." + part[1] + "." + part[2]));
        all.add(new HostileToken("no payload", part[0] + ".." + part[2]));
        all.add(new HostileToken("only dots", ".."));
        all.add(new HostileToken("an incomplete base64 group", part[0] + "." + part[1] + "." + part[2] + "AAA"));
        all.add(new HostileToken("upper case", good.toUpperCase(Locale.ROOT)));
        all.add(new HostileToken(
                "over 8 KiB", issuer.forge().claim("padding", "a".repeat(9000)).sign()));
        all.add(new HostileToken("an opaque word", "sk-gh-0000000000000000"));
        all.add(new HostileToken(
                "JSON serialisation",
                "{\"payload\":\"" + part[1] + "\",\"protected\":\"" + part[0] + "\",\"signature\":\"" + part[2]
                        + "\"}"));
        return all;
    }

    private static String insert(String part, String text) {
        return part.substring(0, 8) + text + part.substring(8);
    }

    /** 256 bytes leave four bits unused in the last character; setting them changes nothing for a lenient decoder. */
    private static String withSpareBits(String part) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = alphabet.indexOf(part.charAt(part.length() - 1));
        return part.substring(0, part.length() - 1) + alphabet.charAt(last | 1);
    }

    private static String name(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8)) + " (base64url)";
    }
}
