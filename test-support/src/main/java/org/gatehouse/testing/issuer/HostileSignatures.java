package org.gatehouse.testing.issuer;

import static org.gatehouse.testing.issuer.TokenForge.encode;

import com.nimbusds.jose.JOSEException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens whose signature is not our issuer's over these bytes with this algorithm. */
final class HostileSignatures {

    private HostileSignatures() {}

    static List<HostileToken> against(ForgeableIssuer issuer) {
        var good = issuer.forge().sign();
        var input = good.substring(0, good.lastIndexOf('.'));
        var signature = Base64.getUrlDecoder().decode(good.substring(good.lastIndexOf('.') + 1));
        var all = new ArrayList<HostileToken>();
        all.add(new HostileToken("no signature", input + "."));
        all.add(new HostileToken("a signature of zeros", input + "." + encode(new byte[signature.length])));
        all.add(new HostileToken("a signature of one byte", input + "." + encode(new byte[1])));
        all.add(new HostileToken("a truncated signature", input + "." + encode(Arrays.copyOf(signature, 255))));
        all.add(new HostileToken("a prolonged signature", input + "." + encode(Arrays.copyOf(signature, 257))));
        for (var index : new int[] {0, 1, 127, 254, 255}) {
            var flipped = signature.clone();
            flipped[index] ^= 1;
            all.add(new HostileToken("signature byte " + index + " flipped", input + "." + encode(flipped)));
        }
        var other = issuer.forge().sign();
        all.add(new HostileToken("another token's signature", input + other.substring(other.lastIndexOf('.'))));
        all.add(new HostileToken("claims exchanged after signing", exchange(issuer, good)));
        all.add(new HostileToken(
                "signed by a stranger under our key id",
                new TokenForge(SigningKeys.next(), issuer.issuer(), issuer.now())
                        .header("kid", issuer.signingKey().getKeyID())
                        .sign()));
        all.addAll(publicKeyAsSecret(issuer));
        return all;
    }

    private static String exchange(ForgeableIssuer issuer, String good) {
        var admin = issuer.forge().claim("scope", "read write execute admin").claimsJson();
        var part = good.split("\\.", -1);
        return part[0] + "." + encode(admin.getBytes(StandardCharsets.UTF_8)) + "." + part[2];
    }

    /** Algorithm confusion: the public key, in each form a library may hold it, used as an HMAC secret. */
    private static List<HostileToken> publicKeyAsSecret(ForgeableIssuer issuer) {
        try {
            var key = issuer.signingKey().toRSAPublicKey();
            var pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
            return List.of(
                    new HostileToken("HS256 with the DER key", hmac(issuer, key.getEncoded())),
                    new HostileToken("HS256 with the PEM key", hmac(issuer, pem.getBytes(StandardCharsets.UTF_8))),
                    new HostileToken(
                            "HS256 with the modulus",
                            hmac(issuer, key.getModulus().toByteArray())),
                    new HostileToken(
                            "HS256 with the JWK",
                            hmac(
                                    issuer,
                                    issuer.signingKey()
                                            .toPublicJWK()
                                            .toJSONString()
                                            .getBytes(StandardCharsets.UTF_8))));
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(ForgeableIssuer issuer, byte[] secret) throws GeneralSecurityException {
        var forge = issuer.forge().header("alg", "HS256");
        var input = encode(forge.headerJson().getBytes(StandardCharsets.UTF_8)) + "."
                + encode(forge.claimsJson().getBytes(StandardCharsets.UTF_8));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
    }
}
