package org.gatehouse.chat.upstream.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Set;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Failure.Reason;
import org.gatehouse.chat.upstream.Plea;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.upstream.UpstreamFailure;
import org.jspecify.annotations.Nullable;

/** What a client is told of an upstream's failure: our words, but for a refusal of the client's own request. */
public final class UpstreamErrors {

    private static final String RETRY_AFTER = "Retry-After";
    private static final String INVALID = "invalid_request_error";
    private static final Set<Integer> NOT_OF_THE_PROMPT = Set.of(401, 402, 403, 404, 429);

    private final @Nullable String secret;

    public UpstreamErrors(@Nullable String secret) {
        this.secret = secret;
    }

    /** For an answer whose status is not 200. */
    public Failure of(int status, HttpHeaders headers, byte[] body) {
        ErrorObject words = ErrorObject.of(body);
        if (TooLong.said(words) && !NOT_OF_THE_PROMPT.contains(status)) {
            return refused(400, TooLong.named(words));
        }
        return failure(status, headers, body, words).with(Plea.of(status, words.message(), words.code()));
    }

    private Failure failure(int status, HttpHeaders headers, byte[] body, ErrorObject words) {
        String reason = "status " + status;
        return switch (status) {
            case 400, 413, 422 -> refused(status, words);
            case 401, 402, 403, 404 -> Failure.misconfigured(reason);
            case 408, 504 -> Failure.timedOut(reason);
            case 429 -> rateLimited(words, RetryAfter.seconds(headers, body));
            case 503, 529 -> overloaded(reason);
            default -> Failure.broken(reason);
        };
    }

    /** For an error object inside an answer that began as a success. */
    public Failure of(ErrorObject words) {
        String code = words.code() == null ? "" : words.code();
        String type = words.type() == null ? "" : words.type();
        if (TooLong.said(words)) {
            return refused(400, TooLong.named(words));
        }
        if (code.equals("content_policy_violation")) {
            return refused(400, words);
        }
        if (code.equals("429") || code.startsWith("rate_limit") || type.startsWith("rate_limit")) {
            return rateLimited(words, RetryAfter.LEAST_SECONDS);
        }
        if (code.equals("503") || code.equals("529") || type.equals("overloaded_error") || type.equals("UNAVAILABLE")) {
            return overloaded("error object: overloaded");
        }
        return Failure.broken("error object in the answer");
    }

    /** For an answer that never came or broke off. */
    public static Failure of(UpstreamFailure failure) {
        return switch (failure) {
            case UpstreamFailure.NoTarget none -> Failure.unreachable("no address");
            case UpstreamFailure.Refused refused -> Failure.unreachable("connection refused");
            case UpstreamFailure.TlsFailed tls -> Failure.unreachable("TLS handshake failed");
            case UpstreamFailure.ConnectTimeout timeout ->
                new Failure(Reason.UNREACHABLE, Failure.timedOut("").error(), "no connection in time");
            case UpstreamFailure.ClosedBeforeHead closed -> Failure.broken("closed before an answer");
            case UpstreamFailure.ClosedMidBody closed -> Failure.broken("closed in the middle of the answer");
            case UpstreamFailure.Malformed malformed -> Failure.broken("not HTTP: " + malformed.reason());
            case UpstreamFailure.TimedOut timeout -> Failure.timedOut("limit: " + timeout.limit());
        };
    }

    private Failure refused(int status, ErrorObject words) {
        String message = words.message() == null
                ? "The upstream model provider refused the request as invalid."
                : Scrub.text(words.message(), secret);
        String code = status == 413 && words.code() == null ? "request_too_large" : Scrub.name(words.code());
        var kind = new ErrorKind("invalid-request", status, "Invalid request", INVALID, code);
        var error = PublicError.of(kind, message);
        String param = Scrub.name(words.param());
        return new Failure(
                Reason.CLIENT, param == null ? error : error.withParam(param), "refused with status " + status);
    }

    private static Failure rateLimited(ErrorObject words, int retrySeconds) {
        if ("insufficient_quota".equals(words.code()) || "insufficient_quota".equals(words.type())) {
            // It is the operator's money that is used up: a caller can neither wait nor pay for it.
            return Failure.misconfigured("the upstream account's quota is used up");
        }
        var error = PublicError.of(ErrorKind.RATE_LIMITED, "The upstream model provider is rate limited; try again.")
                .withHeader(RETRY_AFTER, Integer.toString(retrySeconds));
        return new Failure(Reason.RATE_LIMITED, error, "rate limited");
    }

    private static Failure overloaded(String internalReason) {
        var error = PublicError.of(ErrorKind.UNAVAILABLE, "The upstream model provider is overloaded; try again.")
                .withHeader(RETRY_AFTER, Integer.toString(RetryAfter.LEAST_SECONDS));
        return new Failure(Reason.OVERLOADED, error, internalReason);
    }
}
