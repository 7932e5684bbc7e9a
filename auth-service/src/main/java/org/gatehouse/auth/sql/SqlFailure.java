package org.gatehouse.auth.sql;

import java.sql.SQLException;

/** The database refused a statement or is out of reach. */
public final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    SqlFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
