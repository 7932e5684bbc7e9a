package org.gatehouse.auth.apikey;

import java.util.Optional;
import org.gatehouse.auth.sql.Row;

/**
 * How many requests a key may make in a minute.
 *
 * @param byAdministrator whether it may be more than a route gives: nobody else raises a limit
 */
record RequestLimit(int perMinute, boolean byAdministrator) {

    static Optional<RequestLimit> read(Row row) {
        return row.optionalInteger("requests_per_minute")
                .map(perMinute -> new RequestLimit(perMinute, row.truth("limit_by_administrator")));
    }
}
