package org.gatehouse.vault.audit;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.vault.envelope.Envelope;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.gatehouse.vault.envelope.Opening;
import org.gatehouse.vault.envelope.SecretId;
import org.gatehouse.vault.envelope.SecretMaterial;

/**
 * The key under which anchors are authenticated: 256 random bits, sealed like every secret, so that whoever has the
 * database alone can neither forge an anchor nor make one fit.
 */
@Singleton
final class AnchorKey {

    private static final int KEY_BYTES = 32;
    private static final Requester VAULT = Requester.service("key-vault-service", "audit-anchor");

    private final AnchorKeyRepository repository;
    private final Envelope envelope;
    private final AuditTrail audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final IdSource ids;

    AnchorKey(
            AnchorKeyRepository repository,
            Envelope envelope,
            AuditTrail audit,
            SecureRandom random,
            InstantSource clock,
            IdSource ids) {
        this.repository = repository;
        this.envelope = envelope;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /** Empty while there has been no anchor yet. The caller closes it. */
    Optional<SecretMaterial> find() {
        return repository.find(AuditTrail.SYSTEM.value()).map(row -> switch (envelope.open(
                row.sealed(), AnchorKeyRow.binding(row.id()))) {
            case Opening.Opened(SecretMaterial key) -> key;
            case Opening.DoesNotOpen() ->
                throw new KeyServiceUnavailable("the key of the audit anchors, record " + row.id() + ", does not open");
        });
    }

    /** Makes it when there is none; of two replicas at the same moment the first one's stays. */
    SecretMaterial findOrMake() {
        Optional<SecretMaterial> there = find();
        if (there.isPresent()) {
            return there.get();
        }
        make();
        return find().orElseThrow();
    }

    private void make() {
        UUID id = ids.next();
        try (SecretMaterial key = SecretMaterial.random(random, KEY_BYTES)) {
            var sealed = envelope.seal(key, AnchorKeyRow.binding(id));
            var row = AnchorKeyRow.of(id, sealed, clock.instant().truncatedTo(ChronoUnit.MICROS));
            audit.inTurn(AuditTrail.SYSTEM, () -> insert(row));
        }
    }

    private Audited<Boolean> insert(AnchorKeyRow row) {
        if (repository.find(AuditTrail.SYSTEM.value()).isPresent()) {
            return new Audited.Nothing<>(false);
        }
        repository.registerKey(row.keyProvider(), row.keyId(), row.keyVersion());
        if (repository.holdLiveKey(row.keyProvider(), row.keyId(), row.keyVersion()) == 0) {
            throw new KeyServiceUnavailable("this process writes with a key that has been retired: "
                    + row.sealed().key().name());
        }
        repository.insert(row);
        return new Audited.Done<>(true, new Use(Action.STORED, VAULT, new SecretId(row.id()), AnchorKeyRow.KIND, ""));
    }
}
