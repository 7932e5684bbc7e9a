package org.gatehouse.vault.secret;

/** Which of an owner's secrets: its kind, and a name where an owner may have several of the kind. */
record Slot(Kind kind, String name) {

    static final Slot PRIVATE_KEY = new Slot(Kind.PRIVATE_KEY, "");

    static final Slot NODE = new Slot(Kind.NODE, "");

    /** As it is bound into the envelope and shown in the audit trail. */
    String path() {
        return name.isEmpty() ? kind.wire() : kind.wire() + "/" + name;
    }
}
