package org.gatehouse.auth.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can happen; the part of the name before its first underscore is the thing it happened to. */
public enum AuditType {
    LOGIN_SUCCEEDED,
    LOGIN_FAILED,
    LOGIN_LOCKED,
    SESSION_REFRESH_REUSED,
    SESSION_ENDED,
    SESSION_ALL_ENDED,
    MFA_ENROLMENT_BEGUN,
    MFA_ENABLED,
    MFA_DISABLED,
    MFA_RESET,
    MFA_VOUCHED,
    MFA_VERIFIED,
    MFA_FAILED,
    MFA_RECOVERY_CODE_USED,
    ACCOUNT_CREATED,
    ACCOUNT_CHANGED,
    ACCOUNT_DELETED,
    ACCOUNT_PASSWORD_CHANGED,
    ACCOUNT_EMAIL_CHANGED,
    KEY_CREATED,
    KEY_ROTATED,
    KEY_DELETED,
    CLIENT_CREATED,
    CLIENT_CHANGED,
    CLIENT_KEY_REGENERATED,
    CLIENT_DELETED,
    SIGNING_KEY_ROTATED,
    INVITE_CREATED,
    AUDIT_EXPIRED;

    /** As it is stored and shown: {@code login.failed}. */
    public String wire() {
        var text = name().toLowerCase(Locale.ROOT);
        return text.startsWith("signing_key")
                ? text.replaceFirst("signing_key_", "signing_key.")
                : text.replaceFirst("_", ".");
    }

    static Optional<AuditType> parse(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire().equals(wire)).findFirst();
    }
}
