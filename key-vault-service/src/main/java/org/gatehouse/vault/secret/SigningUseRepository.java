package org.gatehouse.vault.secret;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SigningUseRepository extends GenericRepository<SecretRow, UUID> {

    @Query("select count(*) from secret where owner_id = :ownerId and kind = 'private-key'")
    long countSecrets(UUID ownerId);

    /** Counts one more use of the day in one statement; null when the cap is reached. */
    @Query("""
            insert into signing_use as u (owner_id, purpose, day, used)
            select :ownerId, :purpose, :day, 1 where :cap > 0
            on conflict (owner_id, purpose, day) do update set used = u.used + 1 where u.used < :cap
            returning used::bigint
            """)
    @Nullable
    Long draw(UUID ownerId, String purpose, LocalDate day, int cap);
}
