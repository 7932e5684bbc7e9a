package org.gatehouse.sample.beta;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.gatehouse.sample.alpha.Alpha;

/** The other half, with nearly every sin of the house in it. */
public final class BetaManager {

    public Alpha other() {
        return new Alpha();
    }

    public Instant now() {
        return Instant.now();
    }

    public long millis() {
        return System.currentTimeMillis();
    }

    public void print() {
        System.out.println("beta");
    }

    public void sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    public void query(Connection connection) throws SQLException {
        connection.close();
    }
}
