package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists what is kept, never what it is. */
@Singleton
final class ExportMetadata {

    private static final int PAGE = 200;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final SecretRepository secrets;

    ExportMetadata(SecretRepository secrets) {
        this.secrets = secrets;
    }

    /** One owner's, all of them: the quota bounds how many. */
    MetadataView.Page ofOwner(UUID owner) {
        return new MetadataView.Page(
                secrets.listOf(owner).stream().map(MetadataView::forOwner).toList(), null);
    }

    /** Everybody's and the vault's own, a page at a time in the order of their ids. */
    MetadataView.Page page(@Nullable UUID after) {
        List<MetadataView> page = secrets.listAfter(after == null ? BEFORE_ALL : after, PAGE).stream()
                .map(MetadataView::forAdministrator)
                .toList();
        return new MetadataView.Page(page, page.size() == PAGE ? page.getLast().id() : null);
    }
}
