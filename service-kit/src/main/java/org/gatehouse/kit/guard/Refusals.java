package org.gatehouse.kit.guard;

import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.MeantAddress;
import org.gatehouse.kit.problem.PublicError;

/** Every answer the guard can give. */
final class Refusals {

    private static final String INVALID = "invalid_request_error";

    private static final ErrorKind MALFORMED =
            new ErrorKind("malformed-request", 400, "Malformed request", INVALID, null);
    private static final ErrorKind TARGET_TOO_LONG =
            new ErrorKind("request-target-too-long", 414, "Request target too long", INVALID, null);
    private static final ErrorKind EXPECTATION_FAILED =
            new ErrorKind("expectation-failed", 417, "Expectation failed", INVALID, null);
    private static final ErrorKind MISDIRECTED =
            new ErrorKind("misdirected-request", 421, "Misdirected request", INVALID, null);
    private static final ErrorKind UPGRADE_REQUIRED =
            new ErrorKind("upgrade-required", 426, "Upgrade required", INVALID, null);
    private static final ErrorKind HEADERS_TOO_LARGE =
            new ErrorKind("headers-too-large", 431, "Header fields too large", INVALID, null);

    static final PublicError NOT_HTTP = malformed("The request is not valid HTTP/1.1.");
    static final PublicError BODY = malformed("The request's body is not framed as HTTP/1.1 demands.");
    static final PublicError VERSION = malformed("The protocol version must be HTTP/1.1 or HTTP/1.0.");
    static final PublicError HOST = malformed("The request must have exactly one valid Host header.");
    static final PublicError TRANSFER_ENCODING =
            malformed("The only Transfer-Encoding taken is one 'chunked', and in HTTP/1.1 only.");
    static final PublicError HEADER_NAME = malformed("A header name must not contain an underscore.");
    static final PublicError FOLDED = malformed("A header must not be folded over several lines.");
    static final PublicError PATH = malformed("The request's path is not in its plain, normalised form.");
    static final PublicError QUERY =
            malformed("The request's query holds a '%' that is not followed by two hexadecimal digits.");
    static final PublicError TARGET = PublicError.of(TARGET_TOO_LONG, "The request's target is too long.");
    static final PublicError HEADERS =
            PublicError.of(HEADERS_TOO_LARGE, "The request has too many or too long headers.");
    static final PublicError EXPECTATION =
            PublicError.of(EXPECTATION_FAILED, "The only expectation met is '100-continue'.");
    static final PublicError OTHER_HOST = PublicError.of(MISDIRECTED, "This server does not answer for that host.");
    static final PublicError HANDSHAKE = malformed("The WebSocket handshake is not as RFC 6455 demands.");
    static final PublicError EARLY_BYTES = malformed("Nothing may be sent before the WebSocket handshake is answered.");
    static final PublicError NO_WEBSOCKET =
            PublicError.of(ErrorKind.INVALID_REQUEST, "This address does not take WebSocket connections.");
    static final PublicError WEBSOCKET_VERSION = PublicError.of(
                    UPGRADE_REQUIRED, "The only version of WebSocket spoken is 13.")
            .withHeader("Upgrade", "websocket")
            .withHeader("Connection", "upgrade")
            .withHeader("Sec-WebSocket-Version", "13");
    static final PublicError CONTENT_ENCODING =
            PublicError.of(ErrorKind.UNSUPPORTED_MEDIA_TYPE, "This address takes no compressed request bodies.");
    static final PublicError BODY_CODING = malformed("The request's body is not what its Content-Encoding says.");
    static final PublicError INFLATED = PublicError.of(
            ErrorKind.REQUEST_TOO_LARGE, "The request's body inflates to more than a hundred times its size.");
    static final PublicError BODY_TOO_LARGE =
            PublicError.of(ErrorKind.REQUEST_TOO_LARGE, "The request's body is larger than this address takes.");
    static final PublicError SLOW_HEAD =
            PublicError.of(ErrorKind.REQUEST_TIMEOUT, "The request's head did not arrive in time.");
    static final PublicError SLOW_BODY =
            PublicError.of(ErrorKind.REQUEST_TIMEOUT, "The request's body arrived too slowly.");

    private Refusals() {}

    static PublicError otherAddress(String meant) {
        return PublicError.of(ErrorKind.NOT_FOUND, MeantAddress.hint(meant));
    }

    private static PublicError malformed(String detail) {
        return PublicError.of(MALFORMED, detail);
    }
}
