package org.gatehouse.kit.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The address that somebody meant whose base URL has a part too many or too few: {@code /chat/completions},
 * {@code /v1/v1/messages}, {@code /v1//models}. Clients put such paths together, so that their users never see them.
 */
public final class MeantAddress {

    private static final String ROOT = "/v1/";
    private static final int LONGEST_PATH = 512;
    private static final int MOST_SEGMENTS = 12;

    /** Where clients of OpenAI's and Anthropic's APIs go, below {@code /v1}. */
    private static final List<String> ENDPOINTS = List.of(
            "chat/completions",
            "messages/count_tokens",
            "images/generations",
            "audio/transcriptions",
            "audio/speech",
            "completions",
            "embeddings",
            "responses",
            "messages",
            "moderations",
            "rerank",
            "models");

    /** Of which a base URL may be made by mistake. */
    private static final Set<String> BASES = Set.of("v1", "api", "openai", "anthropic");

    private MeantAddress() {}

    /** Empty when the path is right as far as that goes, or nobody can tell what was meant. */
    public static Optional<String> of(String path) {
        if (path.length() > LONGEST_PATH || !path.startsWith("/")) {
            return Optional.empty();
        }
        var segments = segments(path);
        if (segments.isEmpty() || segments.size() > MOST_SEGMENTS) {
            return Optional.empty();
        }
        var meant = without(segments);
        return isEndpoint(meant) && !path.equals(ROOT + meant) && !path.equals("/api" + ROOT + meant)
                ? Optional.of(ROOT + meant)
                : Optional.empty();
    }

    /** In public words. */
    public static String hint(String meant) {
        return "There is nothing at this address. The right one is " + meant
                + ": the base URL must end in /v1 for OpenAI's clients, and before /v1 for Anthropic's.";
    }

    private static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        for (int from = 1; from <= path.length(); ) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (to > from) {
                segments.add(path.substring(from, to));
            }
            from = to + 1;
        }
        return segments;
    }

    /** What is left behind the parts of a base URL, of which a whole endpoint may be one. */
    private static String without(List<String> segments) {
        int from = 0;
        while (from < segments.size() && BASES.contains(segments.get(from))) {
            from++;
        }
        var rest = String.join("/", segments.subList(from, segments.size()));
        for (var endpoint : ENDPOINTS) {
            if (rest.startsWith(endpoint + "/")) {
                var again = without(segments(rest.substring(endpoint.length())));
                if (isEndpoint(again)) {
                    return again;
                }
            }
        }
        return rest;
    }

    private static boolean isEndpoint(String rest) {
        return ENDPOINTS.contains(rest) || (rest.startsWith("models/") && rest.length() > "models/".length());
    }
}
