package org.gatehouse.testing.kms;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks AWS Signature Version 4 of a request without a query, as the IAM user guide describes it. */
final class SigV4 {

    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=(?<id>[^/]+)"
            + "/(?<day>\\d{8})/(?<region>[a-z0-9-]+)/(?<service>[a-z]+)/aws4_request, ?SignedHeaders=(?<headers>[a-z0-9;-]+)"
            + ", ?Signature=(?<signature>[0-9a-f]{64})");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Duration MAX_SKEW = Duration.ofMinutes(5);
    private static final List<String> MUST_BE_SIGNED = List.of("host", "x-amz-date", "x-amz-target");

    private final String accessKeyId;
    private final String secretKey;
    private final String region;

    SigV4(String accessKeyId, String secretKey, String region) {
        this.accessKeyId = accessKeyId;
        this.secretKey = secretKey;
        this.region = region;
    }

    void check(HttpExchange exchange, byte[] body, Instant now) throws KmsError {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) {
            throw new KmsError("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Matcher parts = AUTHORIZATION.matcher(header);
        if (!parts.matches() || !signsEnough(parts.group("headers"))) {
            throw new KmsError("IncompleteSignatureException", "Authorization header is incomplete");
        }
        if (!parts.group("id").equals(accessKeyId)) {
            throw new KmsError("UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        String stamp = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Date"));
        boolean inScope = parts.group("region").equals(region)
                && parts.group("service").equals("kms")
                && stamp.startsWith(parts.group("day"))
                && isFresh(stamp, now);
        String expected = signature(parts, stamp, canonical(exchange, parts.group("headers"), body));
        if (!inScope || !expected.equals(parts.group("signature"))) {
            throw new KmsError(
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you provided.");
        }
    }

    private static boolean signsEnough(String signedHeaders) {
        return new TreeSet<>(Arrays.asList(signedHeaders.split(";", -1))).containsAll(MUST_BE_SIGNED);
    }

    private static boolean isFresh(String stamp, Instant now) {
        Instant signedAt = LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC);
        return Duration.between(signedAt, now).abs().compareTo(MAX_SKEW) <= 0;
    }

    private static String canonical(HttpExchange exchange, String signedHeaders, byte[] body) {
        var text = new StringBuilder(exchange.getRequestMethod()).append("\n/\n\n");
        for (String name : signedHeaders.split(";", -1)) {
            String value = String.join(",", exchange.getRequestHeaders().getOrDefault(name, List.of()));
            text.append(name).append(':').append(value.strip()).append('\n');
        }
        return text.append('\n')
                .append(signedHeaders)
                .append('\n')
                .append(HexFormat.of().formatHex(sha256(body)))
                .toString();
    }

    private String signature(Matcher parts, String stamp, String canonical) {
        String scope =
                "%s/%s/%s/aws4_request".formatted(parts.group("day"), parts.group("region"), parts.group("service"));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        String hash = HexFormat.of().formatHex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(hmac(key, "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + hash));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
