package org.gatehouse.auth.federation;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.sql.Sql;

/** Refuses whatever tokens sessions of the realm have left, everywhere within a second; they were ended there. */
@Singleton
public final class EndForeignSession {

    private final ForeignSessionRepository repository;
    private final Revocations revocations;
    private final Audit audit;
    private final InstantSource clock;
    private final Sql sql;

    EndForeignSession(
            ForeignSessionRepository repository, Revocations revocations, Audit audit, InstantSource clock, Sql sql) {
        this.repository = repository;
        this.revocations = revocations;
        this.audit = audit;
        this.clock = clock;
        this.sql = sql;
    }

    /**
     * Also one that was never heard of here: its tokens may still come. Recorded once, however many tell of it.
     *
     * @param sessions in the issuer's own spelling
     */
    public void end(String issuer, Collection<String> sessions) {
        var ids = sessions.stream()
                .map(session -> ForeignSession.id(issuer, session))
                .sorted()
                .toList();
        sql.together(() -> {
            ids.forEach(this::record);
            revocations.foreignSessions(ids);
            return true;
        });
    }

    private void record(UUID id) {
        repository
                .end(id, clock.instant())
                .ifPresent(account -> audit.record(
                        AuditEvent.of(AuditType.SESSION_ENDED, account.value()).about(id)));
    }
}
