package org.gatehouse.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08000, AWAY",
        "08001, AWAY",
        "08003, AWAY",
        "08006, AWAY",
        "08P01, AWAY",
        "57P01, AWAY",
        "57P02, AWAY",
        "57P03, AWAY",
        "57P05, AWAY",
        "53300, BUSY",
        "53200, BUSY",
        "57014, BUSY",
        "40001, BUSY",
        "40P01, BUSY",
        "55P03, BUSY",
        "25006, READ_ONLY",
        "53100, STORAGE",
        "58000, STORAGE",
        "58030, STORAGE",
    })
    void tellsByTheStateWhatTheDatabaseCannotDo(String state, DatabaseFailure expected) {
        assertThat(DatabaseFailure.in(new IllegalStateException(new SQLException("secret", state))))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22021", "42601", "42P01", "22P02", "28P01", ""})
    void leavesFaultsOfOursAlone(String state) {
        assertThat(DatabaseFailure.in(new SQLException("secret", state))).isEmpty();
    }

    @Test
    void knowsAPoolThatIsEmptyFromOneThatCannotConnect() {
        assertThat(DatabaseFailure.in(new SQLTransientConnectionException("all in use")))
                .contains(DatabaseFailure.BUSY);
        assertThat(DatabaseFailure.in(
                        new SQLTransientConnectionException("none", "28P01", new SQLException("refused", "28P01"))))
                .contains(DatabaseFailure.AWAY);
    }

    @Test
    void knowsAConnectionThatThePoolTookAwayInTheMiddle() {
        assertThat(DatabaseFailure.in(new IllegalStateException(new SQLException("Connection is closed"))))
                .contains(DatabaseFailure.AWAY);
    }

    @Test
    void findsWhatARollbackHid() {
        var hidden = new IllegalStateException("Connection is closed");
        hidden.addSuppressed(new SQLException("terminating connection", "57P01"));
        var chained = new SQLException("batch", "99999");
        chained.setNextException(new SQLException("no space left", "53100"));

        assertThat(DatabaseFailure.in(hidden)).contains(DatabaseFailure.AWAY);
        assertThat(DatabaseFailure.in(chained)).contains(DatabaseFailure.STORAGE);
        assertThat(DatabaseFailure.in(null)).isEmpty();
    }
}
