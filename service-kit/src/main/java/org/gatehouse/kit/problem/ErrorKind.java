package org.gatehouse.kit.problem;

import org.jspecify.annotations.Nullable;

/** One kind of public error: a stable slug and status, and the words each error surface uses for it. */
public record ErrorKind(
        String slug,
        int status,
        String title,
        String openAiType,
        @Nullable String openAiCode) {

    private static final String INVALID = "invalid_request_error";
    private static final String SERVER = "server_error";

    public static final ErrorKind INVALID_REQUEST =
            new ErrorKind("invalid-request", 400, "Invalid request", INVALID, null);
    public static final ErrorKind UNAUTHENTICATED =
            new ErrorKind("unauthenticated", 401, "Unauthenticated", INVALID, "invalid_api_key");
    public static final ErrorKind OTP_REQUIRED =
            new ErrorKind("otp-required", 401, "One-time code required", INVALID, "otp_required");
    public static final ErrorKind STEP_UP_REQUIRED =
            new ErrorKind("step-up-required", 401, "Step-up required", INVALID, "step_up_required");
    public static final ErrorKind FORBIDDEN = new ErrorKind("forbidden", 403, "Forbidden", "permission_error", null);
    public static final ErrorKind NOT_FOUND = new ErrorKind("not-found", 404, "Not found", INVALID, null);
    public static final ErrorKind MODEL_NOT_FOUND =
            new ErrorKind("model-not-found", 404, "Model not found", INVALID, "model_not_found");
    public static final ErrorKind METHOD_NOT_ALLOWED =
            new ErrorKind("method-not-allowed", 405, "Method not allowed", INVALID, null);
    public static final ErrorKind NOT_ACCEPTABLE =
            new ErrorKind("not-acceptable", 406, "Not acceptable", INVALID, null);
    public static final ErrorKind REQUEST_TIMEOUT =
            new ErrorKind("request-timeout", 408, "Request timeout", INVALID, null);
    public static final ErrorKind CONFLICT = new ErrorKind("conflict", 409, "Conflict", INVALID, null);
    public static final ErrorKind REQUEST_TOO_LARGE =
            new ErrorKind("request-too-large", 413, "Request too large", INVALID, "request_too_large");
    public static final ErrorKind UNSUPPORTED_MEDIA_TYPE =
            new ErrorKind("unsupported-media-type", 415, "Unsupported media type", INVALID, null);
    public static final ErrorKind RATE_LIMITED =
            new ErrorKind("rate-limited", 429, "Too many requests", "rate_limit_error", "rate_limit_exceeded");
    public static final ErrorKind INTERNAL = new ErrorKind("internal-error", 500, "Internal error", SERVER, null);
    public static final ErrorKind UPSTREAM_FAILED =
            new ErrorKind("upstream-failed", 502, "Upstream failed", "upstream_error", null);
    public static final ErrorKind UNAVAILABLE =
            new ErrorKind("unavailable", 503, "Unavailable", "service_unavailable_error", null);
    public static final ErrorKind TIMEOUT = new ErrorKind("timeout", 504, "Timeout", "timeout", null);

    public String urn() {
        return "urn:gatehouse:error:" + slug;
    }

    /** Some status the table above does not know keeps its number and the words of its class. */
    static ErrorKind other(int status, String reason) {
        return new ErrorKind("http-" + status, status, reason, status < 500 ? INVALID : SERVER, null);
    }
}
