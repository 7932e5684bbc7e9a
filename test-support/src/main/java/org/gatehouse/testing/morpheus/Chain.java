package org.gatehouse.testing.morpheus;

import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is on the chain: models, bids, sessions, and the wallet's balance, allowance and stakes on hold. */
final class Chain {

    static final String WALLET = address("a1");
    static final String STRANGER = address("5f");
    static final String DIAMOND = "0x6e4d0B775E3C3b02683A6F277Ac80240C4aFF930";

    private static final BigInteger MOR = BigInteger.TEN.pow(18);
    private static final BigInteger SUPPLY = BigInteger.valueOf(8_000_000).multiply(MOR);
    private static final BigInteger BUDGET = BigInteger.valueOf(14_400).multiply(MOR);
    private static final int LONG_ENOUGH_SECONDS = 300;

    private final InstantSource clock;
    private final List<Listed> listed = Listed.marketplace();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final SessionIds ids = new SessionIds();
    private Duration ahead = Duration.ZERO;
    private BigInteger balance = BigInteger.valueOf(50_000).multiply(MOR);
    private BigInteger allowance = BigInteger.ZERO;
    private BigInteger onHold = BigInteger.ZERO;

    Chain(InstantSource clock) {
        this.clock = clock;
    }

    static String address(String twoDigits) {
        return "0x" + twoDigits.repeat(20);
    }

    long now() {
        return clock.instant().plus(ahead).getEpochSecond();
    }

    void advance(Duration by) {
        ahead = ahead.plus(by);
        // The node closes ended sessions itself, each minute; here at once when the clock is moved past a minute.
        if (by.compareTo(Duration.ofMinutes(1)) >= 0) {
            sessions.values().stream().filter(Session::open).filter(this::ended).forEach(this::close);
        }
    }

    void clear() {
        sessions.clear();
        allowance = BigInteger.ZERO;
        onHold = BigInteger.ZERO;
    }

    List<Listed> models() {
        return listed;
    }

    Optional<Listed> model(String id) {
        return listed.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    List<Session> sessionsOf(String user, boolean ascending) {
        var found = new ArrayList<>(sessions.values().stream()
                .filter(session -> session.user().equalsIgnoreCase(user))
                .sorted(Comparator.comparingLong(Session::number))
                .toList());
        return ascending ? found : found.reversed();
    }

    List<Session> sessions() {
        return List.copyOf(sessions.values());
    }

    boolean ended(Session session) {
        return now() >= session.endsAt();
    }

    /** The deposit for a session: supply × price × duration ÷ today's budget. */
    static BigInteger stake(BigInteger pricePerSecond, long seconds) {
        return SUPPLY.multiply(pricePerSecond)
                .multiply(BigInteger.valueOf(seconds))
                .divide(BUDGET);
    }

    static boolean tooShort(long seconds) {
        return seconds <= LONG_ENOUGH_SECONDS;
    }

    /** Mines an open; raises the allowance when it does not cover the stake three times. */
    Session open(String user, Listed.Bid bid, long seconds, boolean failover) {
        BigInteger stake = stake(bid.pricePerSecond(), seconds);
        if (allowance.compareTo(stake.multiply(BigInteger.valueOf(3))) < 0) {
            allowance = allowance.add(stake);
        }
        allowance = allowance.subtract(stake);
        balance = balance.subtract(stake);
        var session = new Session(ids.next(), user, bid, stake, now(), now() + seconds, failover);
        sessions.put(session.id(), session);
        return session;
    }

    /** Gives the stake back; the part that an early close has not earned stays on hold until the next day (UTC). */
    void close(Session session) {
        boolean early = !ended(session);
        session.close(now(), early);
        if (early) {
            onHold = onHold.add(session.stake());
        } else {
            balance = balance.add(session.stake());
        }
    }

    void approve(BigInteger amount) {
        allowance = amount;
    }

    BigInteger balance() {
        return balance;
    }

    BigInteger allowance() {
        return allowance;
    }

    BigInteger onHold() {
        return onHold;
    }

    static BigInteger supply() {
        return SUPPLY;
    }

    static BigInteger budget() {
        return BUDGET;
    }
}
