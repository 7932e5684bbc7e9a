package org.gatehouse.vault.audit;

/**
 * An anchor as somebody has kept it outside of the database.
 *
 * @param mac as it was logged or exported
 */
public record KeptAnchor(long number, String mac) {}
