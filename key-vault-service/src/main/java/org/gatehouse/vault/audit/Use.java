package org.gatehouse.vault.audit;

import org.gatehouse.vault.envelope.SecretId;

/**
 * One thing done with one secret, as the trail records it.
 *
 * @param subject which secret, in words, e.g. {@code provider-key/openai}
 * @param purpose what the caller said it was for; empty when the owner acts on their own secret
 */
public record Use(Action action, Requester by, SecretId secret, String subject, String purpose) {}
