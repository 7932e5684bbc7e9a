package org.gatehouse.auth.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import org.gatehouse.auth.sealing.MasterKeys;
import org.gatehouse.auth.sealing.Sealed;
import org.gatehouse.auth.sql.Row;
import org.gatehouse.auth.sql.Sql;

/** Signing keys as they lie in the database: the private half sealed for its own key id. */
@Singleton
final class SigningKeyRepository {

    private static final long ADVISORY_LOCK = 0x6761746e_6b657973L;

    private final Sql sql;
    private final MasterKeys masterKeys;

    SigningKeyRepository(Sql sql, MasterKeys masterKeys) {
        this.sql = sql;
        this.masterKeys = masterKeys;
    }

    /** Makes other replicas wait until the transaction ends. */
    void lock() {
        sql.list("select true as locked from pg_advisory_xact_lock(?)", row -> row.truth("locked"), ADVISORY_LOCK);
    }

    List<SigningKey> all() {
        return sql.list(
                "select kid, sealed_private_key, master_key_id, signs_from from signing_key order by signs_from",
                this::read);
    }

    void add(SigningKey key, Instant now) {
        var sealed = seal(key);
        sql.change(
                """
                insert into signing_key (kid, public_key, sealed_private_key, master_key_id, created_at, signs_from)
                values (?, ?, ?, ?, ?, ?)
                """,
                key.kid(),
                key.pair().toPublicJWK().toJSONString(),
                sealed.bytes(),
                sealed.masterKeyId(),
                now,
                key.signsFrom());
    }

    void remove(SigningKey key) {
        sql.change("delete from signing_key where kid = ?", key.kid());
    }

    /** Seals anew what an earlier master key sealed, so that one can be retired. */
    void reseal() {
        sql.list(
                        "select kid, sealed_private_key, master_key_id, signs_from from signing_key where master_key_id <> ?",
                        this::read,
                        masterKeys.currentId())
                .forEach(key -> {
                    var sealed = seal(key);
                    sql.change(
                            "update signing_key set sealed_private_key = ?, master_key_id = ? where kid = ?",
                            sealed.bytes(),
                            sealed.masterKeyId(),
                            key.kid());
                });
    }

    private Sealed seal(SigningKey key) {
        return masterKeys.seal(key.pair().toJSONString().getBytes(StandardCharsets.UTF_8), key.kid());
    }

    private SigningKey read(Row row) {
        var sealed = new Sealed(row.text("master_key_id"), row.bytes("sealed_private_key"));
        var opened = new String(masterKeys.open(sealed, row.text("kid")), StandardCharsets.UTF_8);
        try {
            var pair = RSAKey.parse(opened);
            if (!row.text("kid").equals(pair.computeThumbprint().toString())) {
                throw new IllegalStateException("a signing key is not the one its id names");
            }
            return new SigningKey(pair, row.instant("signs_from"));
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("a stored signing key cannot be read", e);
        }
    }
}
