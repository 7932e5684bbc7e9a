package org.gatehouse.vault.audit;

/** What was done with a secret. The names are stored and hashed: they never change. */
public enum Action {
    STORED,
    REPLACED,
    DELETED,
    RELEASED,
    SIGNED,
    SIGNED_TRANSACTION,
    KEY_MADE,
    ROTATION_STARTED,
    KEY_RETIRED
}
