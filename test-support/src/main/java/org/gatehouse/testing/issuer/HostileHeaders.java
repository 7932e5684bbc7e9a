package org.gatehouse.testing.issuer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Headers our issuer never writes, each correctly signed by it. */
final class HostileHeaders {

    private HostileHeaders() {}

    static List<HostileToken> against(ForgeableIssuer issuer) {
        var all = new ArrayList<HostileToken>();
        for (var alg : new String[] {
            "none", "None", "NONE", "nOnE", "HS256", "HS384", "HS512", "RS384", "RS512", "PS256", "ES256", "EdDSA",
            "rs256", "RS256 ", ""
        }) {
            all.add(new HostileToken(
                    "alg " + alg, issuer.forge().header("alg", alg).sign()));
        }
        for (var typ : new String[] {
            "JWT", "jwt", "Refresh", "ID", "AT+JWT", "at+JWT", "application/at+jwt", "logout+jwt", " at+jwt", ""
        }) {
            all.add(new HostileToken(
                    "typ " + typ, issuer.forge().header("typ", typ).sign()));
        }
        var key = issuer.signingKey().getKeyID();
        for (var kid : new String[] {
            "",
            " ",
            "other",
            "../../../dev/null",
            "/dev/null",
            "' OR 1=1 --",
            key + " ",
            key + "\u0000",
            key.substring(1),
            "file:///etc/hostname",
            "*"
        }) {
            all.add(new HostileToken(
                    "kid " + kid, issuer.forge().header("kid", kid).sign()));
        }
        additions(issuer)
                .forEach((name, value) -> all.add(new HostileToken(
                        "header with " + name,
                        issuer.forge().header(name, value).sign())));
        for (var name : new String[] {"alg", "typ", "kid"}) {
            all.add(new HostileToken(
                    "no " + name, issuer.forge().header(name, null).sign()));
            all.add(new HostileToken(
                    name + " is a number", issuer.forge().header(name, 256).sign()));
            all.add(new HostileToken(
                    name + " is a list",
                    issuer.forge().header(name, List.of("RS256")).sign()));
            all.add(new HostileToken(
                    name + " is an object",
                    issuer.forge().header(name, Map.of()).sign()));
        }
        all.addAll(malformed(issuer));
        return all;
    }

    private static Map<String, Object> additions(ForgeableIssuer issuer) {
        var additions = new LinkedHashMap<String, Object>();
        additions.put("crit", List.of("exp"));
        additions.put("b64", false);
        additions.put("jku", issuer.jwksUrl().toString());
        additions.put("jwk", issuer.signingKey().toPublicJWK().toJSONObject());
        additions.put("x5u", issuer.address().toString());
        additions.put("x5c", List.of("AAAA"));
        additions.put("x5t", "AAAA");
        additions.put("x5t#S256", "AAAA");
        additions.put("cty", "JWT");
        additions.put("zip", "DEF");
        additions.put("enc", "A256GCM");
        additions.put("foo", "bar");
        additions.put("Alg", "none");
        return additions;
    }

    private static List<HostileToken> malformed(ForgeableIssuer issuer) {
        var forge = issuer.forge();
        var header = forge.headerJson();
        var claims = forge.claimsJson();
        var all = new ArrayList<HostileToken>();
        var inner = header.substring(1);
        for (var text : new String[] {
            "",
            "null",
            "[]",
            "\"x\"",
            "{}",
            header + "}",
            header + header,
            "[" + header + "]",
            inner,
            "{\"alg\":\"none\"," + inner,
            "{\"alg\":\"RS256\"," + inner,
            "\ufeff" + header,
            "{\"x\":" + "[".repeat(3000) + "]".repeat(3000) + "," + inner,
        }) {
            all.add(new HostileToken(
                    "header text " + all.size() + " " + text.substring(0, Math.min(20, text.length())),
                    forge.sign(text, claims)));
        }
        var notUtf8 = TokenForge.encode(
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1));
        all.add(new HostileToken(
                "header is not UTF-8",
                forge.sign(notUtf8 + "." + TokenForge.encode(claims.getBytes(StandardCharsets.UTF_8)))));
        return all;
    }
}
