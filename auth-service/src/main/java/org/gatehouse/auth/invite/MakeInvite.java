package org.gatehouse.auth.invite;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.Digest;
import org.gatehouse.auth.secret.RandomSource;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;
import org.gatehouse.kit.ambient.IdSource;

/** Makes an invite, on the record. */
@Singleton
final class MakeInvite {

    private final InviteRepository invites;
    private final RandomSource random;
    private final IdSource ids;
    private final InstantSource clock;
    private final Audit audit;
    private final Sql sql;

    MakeInvite(InviteRepository invites, RandomSource random, IdSource ids, InstantSource clock, Audit audit, Sql sql) {
        this.invites = invites;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
        this.audit = audit;
        this.sql = sql;
    }

    Made make(UUID by, Optional<String> note, Duration life) {
        var now = clock.instant();
        var invite = new Invite(ids.next(), note, by, now, now.plus(life), Optional.empty(), Optional.empty());
        var code = random.token();
        sql.together(() -> {
            invites.add(invite, Digest.of(code));
            audit.record(AuditEvent.of(AuditType.INVITE_CREATED).about(invite.id()));
            return true;
        });
        return new Made(invite, code);
    }

    /** @param code to be shown this once */
    record Made(Invite invite, Secret code) {}
}
