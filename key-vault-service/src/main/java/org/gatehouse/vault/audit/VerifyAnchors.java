package org.gatehouse.vault.audit;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.vault.audit.VerifyAudit.Outcome;
import org.gatehouse.vault.envelope.SecretMaterial;

/** Checks that every anchor is genuine, and that each row an anchor tells of is still there. */
@Singleton
final class VerifyAnchors {

    private static final int PAGE = 100;

    private final AnchorRepository repository;
    private final AnchorKey key;

    VerifyAnchors(AnchorRepository repository, AnchorKey key) {
        this.repository = repository;
        this.key = key;
    }

    /** @param kept anchors from outside of the database, which must be among those in it */
    Outcome verify(List<KeptAnchor> kept) {
        Optional<SecretMaterial> secret = key.find();
        try {
            return verify(
                    secret,
                    kept.stream()
                            .collect(Collectors.groupingBy(
                                    KeptAnchor::number, Collectors.mapping(KeptAnchor::mac, Collectors.toSet()))));
        } finally {
            secret.ifPresent(SecretMaterial::close);
        }
    }

    private Outcome verify(Optional<SecretMaterial> secret, Map<Long, Set<String>> kept) {
        long last = 0;
        byte[] before = Anchor.NONE;
        List<AnchorRow> page = repository.listAfter(0, PAGE);
        while (!page.isEmpty()) {
            for (AnchorRow anchor : page) {
                if (anchor.number() != last + 1 || secret.isEmpty()) {
                    return new Outcome.BrokenAnchor(last + 1);
                }
                Optional<Outcome> fault = fault(secret.get(), anchor, before, kept.getOrDefault(last + 1, Set.of()));
                if (fault.isPresent()) {
                    return fault.get();
                }
                last = anchor.number();
                before = anchor.mac();
            }
            page = repository.listAfter(last, PAGE);
        }
        long end = last;
        return kept.keySet().stream()
                .filter(number -> number < 1 || number > end)
                .min(Long::compare)
                .<Outcome>map(Outcome.BrokenAnchor::new)
                .orElseGet(() -> new Outcome.Intact(0, 0, end));
    }

    private Optional<Outcome> fault(SecretMaterial secret, AnchorRow anchor, byte[] before, Set<String> kept) {
        List<AnchoredHead> heads = repository.listHeads(anchor.number());
        byte[] mac = Anchor.mac(
                secret,
                anchor.number(),
                anchor.at(),
                before,
                heads.stream()
                        .map(head -> new Anchor.End(head.ownerId(), head.lastSequence(), head.lastHash()))
                        .toList());
        boolean asKept = kept.isEmpty() || kept.equals(Set.of(Anchor.spell(mac)));
        if (!MessageDigest.isEqual(mac, anchor.mac()) || !asKept) {
            return Optional.of(new Outcome.BrokenAnchor(anchor.number()));
        }
        return heads.stream()
                .filter(head -> !Arrays.equals(head.lastHash(), head.foundHash()))
                .findFirst()
                .map(this::firstLost);
    }

    /** A row that is gone took those after it along; one that is other than it was is named itself. */
    private Outcome firstLost(AnchoredHead head) {
        long there = repository.lastUpTo(head.ownerId(), head.lastSequence());
        return new Outcome.Broken(head.ownerId(), Math.min(there + 1, head.lastSequence()));
    }
}
