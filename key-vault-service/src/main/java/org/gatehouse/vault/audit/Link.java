package org.gatehouse.vault.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** Makes and checks the links of a chain: each hash covers its row and the hash before it. */
final class Link {

    static final byte[] START = new byte[32];

    private static final String FORMAT = "gatehouse-vault-audit-1";

    private Link() {}

    static AuditEventRow next(ChainHead head, Use use, Instant now) {
        var unhashed = new AuditEventRow(
                head.ownerId(),
                head.lastSequence() + 1,
                now.truncatedTo(ChronoUnit.MICROS),
                use.action().name(),
                use.by().actor(),
                use.secret().value(),
                use.subject(),
                use.purpose(),
                use.by().requestId(),
                head.lastHash(),
                new byte[0]);
        return withHash(unhashed, hash(unhashed));
    }

    static boolean holds(AuditEventRow row, ChainHead before) {
        return row.sequence() == before.lastSequence() + 1
                && Arrays.equals(row.previousHash(), before.lastHash())
                && Arrays.equals(row.hash(), hash(row));
    }

    /** SHA-256 over the row's fields, each preceded by its length. */
    private static byte[] hash(AuditEventRow row) {
        MessageDigest digest = sha256();
        for (String field : List.of(
                FORMAT,
                row.ownerId().toString(),
                Long.toString(row.sequence()),
                row.at().toString(),
                row.action(),
                row.actor(),
                row.secretId().toString(),
                row.subject(),
                row.purpose(),
                row.requestId())) {
            update(digest, field.getBytes(StandardCharsets.UTF_8));
        }
        update(digest, row.previousHash());
        return digest.digest();
    }

    private static void update(MessageDigest digest, byte[] field) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        digest.update(field);
    }

    private static AuditEventRow withHash(AuditEventRow row, byte[] hash) {
        return new AuditEventRow(
                row.ownerId(),
                row.sequence(),
                row.at(),
                row.action(),
                row.actor(),
                row.secretId(),
                row.subject(),
                row.purpose(),
                row.requestId(),
                row.previousHash(),
                hash);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
