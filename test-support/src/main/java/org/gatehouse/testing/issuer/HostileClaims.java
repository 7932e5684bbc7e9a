package org.gatehouse.testing.issuer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Claims our issuer never writes for this audience, each correctly signed by it. */
final class HostileClaims {

    private static final Object[] NEITHER_TEXT_NOR_TIME = {-7, true, Map.of("a", "b")};

    private HostileClaims() {}

    /** Against auth-service. */
    static List<HostileToken> against(ForgeableIssuer issuer) {
        var all = new ArrayList<>(common(issuer));
        all.addAll(identities(issuer));
        return all;
    }

    /** Against a realm of Keycloak, whose tokens have other claims. */
    static List<HostileToken> againstRealm(ForgeableIssuer issuer) {
        var all = new ArrayList<>(common(issuer));
        for (var typ :
                new @Nullable Object[] {"Refresh", "ID", "Offline", "Logout", "Serialized-ID", "bearer", 7, null}) {
            all.add(bent(issuer, "typ", typ));
        }
        for (var value : new @Nullable Object[] {"", " ", 7, List.of("gatehouse-web"), Map.of("id", "x")}) {
            all.add(bent(issuer, "azp", value));
            all.add(bent(issuer, "sid", value));
        }
        all.add(bent(issuer, "azp", null));
        for (var sub : new Object[] {"a\nb", "a".repeat(256), "\u0000", List.of("x")}) {
            all.add(bent(issuer, "sub", sub));
        }
        return all;
    }

    private static List<HostileToken> common(ForgeableIssuer issuer) {
        var all = new ArrayList<HostileToken>();
        for (var name : new String[] {"iss", "sub", "aud", "exp", "iat", "jti"}) {
            all.add(bent(issuer, name, null));
            all.add(bent(issuer, name, ""));
            for (var value : NEITHER_TEXT_NOR_TIME) {
                all.add(bent(issuer, name, value));
            }
        }
        for (var iss : new Object[] {
            "https://elsewhere.test",
            issuer.issuer() + "/",
            issuer.issuer().toUpperCase(Locale.ROOT),
            List.of(issuer.issuer()),
            " " + issuer.issuer()
        }) {
            all.add(bent(issuer, "iss", iss));
        }
        for (var aud : new Object[] {
            "elsewhere",
            "GATEHOUSE",
            "gatehouse ",
            List.of(),
            List.of("gatehouse", "elsewhere"),
            List.of("elsewhere", "gatehouse"),
            List.of("gatehouse", "gatehouse"),
            List.of(List.of("gatehouse")),
            List.of(7)
        }) {
            all.add(bent(issuer, "aud", aud));
        }
        all.addAll(times(issuer));
        all.addAll(authentications(issuer));
        all.addAll(malformed(issuer));
        return all;
    }

    private static List<HostileToken> times(ForgeableIssuer issuer) {
        var now = issuer.now().getEpochSecond();
        var skew = Duration.ofSeconds(40).toSeconds();
        var all = new ArrayList<HostileToken>();
        for (var exp : new Object[] {
            now - skew, 0, -1, String.valueOf(now + 600), now + 600.5, List.of(now + 600), 1e300, Long.MAX_VALUE
        }) {
            all.add(bent(issuer, "exp", exp));
        }
        for (var later : new Object[] {now + skew, now + 100_000, String.valueOf(now), now + 0.5, Long.MAX_VALUE, -1}) {
            all.add(bent(issuer, "iat", later));
            all.add(bent(issuer, "nbf", later));
        }
        return all;
    }

    private static List<HostileToken> identities(ForgeableIssuer issuer) {
        var id = UUID.randomUUID().toString();
        var all = new ArrayList<HostileToken>();
        for (var value : new Object[] {
            "1-1-1-1-1",
            "admin",
            id.toUpperCase(Locale.ROOT) + "A",
            id + " ",
            "{" + id + "}",
            id.replace("-", ""),
            7,
            List.of(id)
        }) {
            all.add(bent(issuer, "sub", value));
            all.add(bent(issuer, "sid", value));
            all.add(bent(issuer, "key_id", value));
            all.add(bent(issuer, "budget_id", value));
        }
        for (var name : new String[] {"roles", "models"}) {
            all.add(bent(issuer, name, "admin"));
            all.add(bent(issuer, name, List.of(7)));
            all.add(bent(issuer, name, List.of("")));
        }
        for (var value : new Object[] {-1, "60", 1.5, 3_000_000_000L}) {
            all.add(bent(issuer, "rpm", value));
            all.add(bent(issuer, "tpm", value));
        }
        for (var value : new Object[] {1, "true", List.of(true)}) {
            all.add(bent(issuer, "rpm_above_route", value));
        }
        all.add(bent(issuer, "scope", List.of("admin")));
        all.add(bent(issuer, "scope", 7));
        return all;
    }

    private static List<HostileToken> authentications(ForgeableIssuer issuer) {
        var now = issuer.now().getEpochSecond();
        var all = new ArrayList<HostileToken>();
        for (var value : new Object[] {2, "", " ", List.of("2"), Map.of("2", "2"), true}) {
            all.add(bent(issuer, "acr", value));
        }
        for (var value : new Object[] {"otp", List.of(7), List.of(""), Map.of("otp", "otp"), List.of(List.of("otp"))}) {
            all.add(bent(issuer, "amr", value));
        }
        for (var value : new Object[] {now + 40, String.valueOf(now), now + 0.5, -1, Long.MAX_VALUE, List.of(now)}) {
            all.add(bent(issuer, "auth_time", value));
        }
        return all;
    }

    private static List<HostileToken> malformed(ForgeableIssuer issuer) {
        var forge = issuer.forge();
        var claims = forge.claimsJson();
        var inner = claims.substring(1);
        var all = new ArrayList<HostileToken>();
        for (var text : new String[] {
            "null",
            "[]",
            "7",
            "\"x\"",
            "{}",
            claims + "}",
            claims + claims,
            "[" + claims + "]",
            inner,
            "{\"sub\":null," + inner,
            "{\"iss\":\"https://elsewhere.test\"," + inner,
            "\ufeff" + claims,
            "{\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "," + inner
        }) {
            all.add(new HostileToken(
                    "claims text " + all.size() + " " + text.substring(0, Math.min(20, text.length())),
                    forge.sign(forge.headerJson(), text)));
        }
        var header = TokenForge.encode(forge.headerJson().getBytes(StandardCharsets.UTF_8));
        var notUtf8 = TokenForge.encode(claims.replace("\"user\"", "\"\u00ff\"").getBytes(StandardCharsets.ISO_8859_1));
        all.add(new HostileToken("claims are not UTF-8", forge.sign(header + "." + notUtf8)));
        return all;
    }

    private static HostileToken bent(ForgeableIssuer issuer, String claim, @Nullable Object value) {
        return new HostileToken(
                "%s is %s".formatted(claim, value),
                issuer.forge().claim(claim, value).sign());
    }
}
