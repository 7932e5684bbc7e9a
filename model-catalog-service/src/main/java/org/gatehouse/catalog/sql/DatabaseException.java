package org.gatehouse.catalog.sql;

/** The database did not do what it was asked; the statement and its values stay out of the message. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(Throwable cause) {
        super("the database refused or is not there", cause);
    }
}
