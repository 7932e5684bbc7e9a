package org.gatehouse.auth.apikey;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What a key may spend in a period, in USD; the relay keeps the account under this id. */
record Budget(UUID id, BigDecimal amount, Period period) {

    /** How often the amount is there anew. */
    enum Period {
        DAY,
        WEEK,
        MONTH,
        TOTAL;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Period> parse(String wire) {
            return Arrays.stream(values())
                    .filter(period -> period.wire().equals(wire))
                    .findFirst();
        }
    }
}
