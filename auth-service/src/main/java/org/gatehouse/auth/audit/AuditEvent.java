package org.gatehouse.auth.audit;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that happened, to be told without any secret.
 *
 * @param account whose account it concerns; empty when there is none
 * @param subject the id of the key, client or session it concerns
 * @param details a few words more, such as which roles an account was given
 */
public record AuditEvent(AuditType type, Optional<UUID> account, Optional<UUID> subject, Map<String, String> details) {

    public AuditEvent {
        details = Map.copyOf(details);
    }

    public static AuditEvent of(AuditType type, UUID account) {
        return new AuditEvent(type, Optional.of(account), Optional.empty(), Map.of());
    }

    public static AuditEvent of(AuditType type) {
        return new AuditEvent(type, Optional.empty(), Optional.empty(), Map.of());
    }

    public AuditEvent about(UUID newSubject) {
        return new AuditEvent(type, account, Optional.of(newSubject), details);
    }

    public AuditEvent with(Map<String, String> newDetails) {
        return new AuditEvent(type, account, subject, newDetails);
    }
}
