package org.gatehouse.kit.token;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;

/**
 * Whom a request to a service speaks for. A user's token counts only beside the edge's own, whose audience is this service,
 * and only while it has not been revoked: whoever got hold of a user's token alone has to come by the edge.
 */
@Singleton
public final class JudgeCaller {

    /** Holds the edge's own token; the edge strips it from what its clients send. */
    public static final String EDGE_HEADER = "x-gatehouse-edge";

    /** The outcome; reasons are for our log only. */
    public sealed interface Judgement {

        record Accepted(Caller caller) implements Judgement {}

        record Refused(String internalReason) implements Judgement {}

        /** A user's token is good, and the edge's is missing, another client's or bad. */
        record NotByTheEdge(String internalReason) implements Judgement {}

        /** The keys at hand do not tell; when newer ones were looked for, nobody can tell: answer 503, never 401. */
        record Undecided() implements Judgement {}
    }

    private final TokensConfig config;
    private final AccessTokenVerifier verifier;
    private final TokenStanding standing;

    JudgeCaller(TokensConfig config, AccessTokenVerifier verifier, TokenStanding standing) {
        this.config = config;
        this.verifier = verifier;
        this.standing = standing;
    }

    /**
     * Judges with the keys at hand, without I/O: safe on an event loop.
     *
     * @param edgeTokens every value of {@link #EDGE_HEADER}
     */
    public Judgement known(String token, List<String> edgeTokens) {
        return judge(token, edgeTokens, verifier::verifyWithKnownKeys);
    }

    /** Like {@link #known}, but looks for newer keys once when they are needed: may block. */
    Judgement settled(String token, List<String> edgeTokens) {
        return judge(token, edgeTokens, verifier::verify);
    }

    /** Whether the request itself comes from the edge, whoever it is for; judged with the keys at hand. */
    public boolean isByTheEdge(List<String> edgeTokens) {
        return edgeTokens.size() == 1
                && verifier.verifyWithKnownKeys(edgeTokens.getFirst())
                        instanceof Verdict.Accepted(Caller.Service service)
                && isTheEdge(service);
    }

    private Judgement judge(String token, List<String> edgeTokens, Function<String, Verdict> verify) {
        return switch (verify.apply(token)) {
            case Verdict.Accepted(Caller.User user) -> user(token, user, edgeTokens, verify);
            case Verdict.Accepted(Caller.Service service) -> new Judgement.Accepted(service);
            case Verdict.Refused(var reason) -> new Judgement.Refused(reason);
            case Verdict.UnknownKey _, Verdict.KeysUnavailable _ -> new Judgement.Undecided();
        };
    }

    private Judgement user(String token, Caller.User user, List<String> edgeTokens, Function<String, Verdict> verify) {
        if (config.isEdge()) {
            return standing(token, user);
        }
        if (edgeTokens.size() != 1) {
            return new Judgement.NotByTheEdge(edgeTokens.size() + " tokens of the edge");
        }
        return switch (verify.apply(edgeTokens.getFirst())) {
            case Verdict.Accepted(Caller.Service service) when isTheEdge(service) -> standing(token, user);
            case Verdict.Accepted _ -> new Judgement.NotByTheEdge("the edge's token is another's");
            case Verdict.Refused(var reason) -> new Judgement.NotByTheEdge(reason);
            case Verdict.UnknownKey _, Verdict.KeysUnavailable _ -> new Judgement.Undecided();
        };
    }

    /** For itself, for nobody else: what an exchange made for an account is no word of the edge. */
    private boolean isTheEdge(Caller.Service service) {
        return service.clientId().equals(config.edge()) && service.actingFor().isEmpty();
    }

    private Judgement standing(String token, Caller.User user) {
        return standing.isRevoked(token, user) ? new Judgement.Refused("revoked") : new Judgement.Accepted(user);
    }
}
