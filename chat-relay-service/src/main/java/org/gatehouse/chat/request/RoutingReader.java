package org.gatehouse.chat.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the members by which LiteLLM, OpenRouter, Vercel's gateway and others are told whom to ask. */
final class RoutingReader {

    /** They would have the upstream send our credential, or our callers' prompts, to a place of the caller's choice. */
    private static final Set<String> REDIRECTING = Set.of(
            "api_base",
            "base_url",
            "baseurl",
            "api_url",
            "custom_host",
            "custom_endpoint",
            "proxy_url",
            "user_config",
            "model_list",
            "router_settings_override",
            "litellm_credential_name",
            "azure_endpoint",
            "azure_ad_token",
            "aws_sts_endpoint",
            "aws_web_identity_token",
            "aws_role_name",
            "aws_bedrock_runtime_endpoint",
            "sagemaker_base_url",
            "vertex_credentials",
            "vertex_ai_credentials",
            "langfuse_host",
            "s3_endpoint_url");

    /** They name models. */
    private static final Set<String> NAMING = Set.of(
            "fallbacks",
            "fallback",
            "fallback_model",
            "fallback_models",
            "model_fallbacks",
            "default_fallbacks",
            "context_window_fallbacks",
            "context_window_fallback_dict",
            "content_policy_fallbacks");

    /** They choose in ways of their own, or hold members that the upstream takes for its own. */
    private static final Set<String> CHOOSING = Set.of(
            "route",
            "router",
            "provider",
            "provider_options",
            "provideroptions",
            "plugins",
            "preset",
            "extra_body",
            "litellm_params",
            "optional_params",
            "model_group",
            "deployment",
            "deployment_id",
            "specific_deployment",
            "engine",
            "custom_llm_provider",
            "targets",
            "strategy",
            "config");

    private static final int MOST_NAMES = 64;

    /** What a member would do at an upstream that is a gateway itself. */
    enum Kind {
        NONE,
        REDIRECTING,
        NAMING,
        CHOOSING
    }

    static Kind kind(String member) {
        String name = member.toLowerCase(Locale.ROOT);
        return REDIRECTING.contains(name)
                ? Kind.REDIRECTING
                : NAMING.contains(name) ? Kind.NAMING : CHOOSING.contains(name) ? Kind.CHOOSING : Kind.NONE;
    }

    private final List<Routing.Named> named = new ArrayList<>();
    private final List<String> unchecked = new ArrayList<>();

    /** Reads the member whose value the parser is at, and moves to its end; false, and it stays, when it is none of these. */
    boolean read(JsonParser parser, String member) throws IOException {
        Kind kind = kind(member);
        if (kind == Kind.REDIRECTING) {
            refuseRedirection(parser, member);
        }
        if (kind == Kind.NONE || kind == Kind.REDIRECTING) {
            return kind == Kind.REDIRECTING;
        }
        boolean naming = kind == Kind.NAMING;
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            if (!naming && unchecked.size() < MOST_NAMES) {
                unchecked.add(member);
            }
            value(parser, member, naming);
        }
        return true;
    }

    private static void refuseRedirection(JsonParser parser, String member) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            throw redirected(member);
        }
    }

    static RefusedException redirected(String member) {
        return new RefusedException(
                "Unsupported parameter: '" + member + "' is not passed on: where requests go is the operator's to say.",
                member,
                "unsupported_parameter");
    }

    private void value(JsonParser parser, String member, boolean naming) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.FIELD_NAME) {
                String inner = parser.currentName();
                if (REDIRECTING.contains(inner.toLowerCase(Locale.ROOT))) {
                    parser.nextToken();
                    refuseRedirection(parser, inner);
                } else if (naming && !inner.equals("model")) {
                    name(member, inner);
                }
            } else if (naming && token == JsonToken.VALUE_STRING) {
                name(member, parser.getText());
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    private void name(String member, String model) {
        if (named.size() < MOST_NAMES) {
            named.add(new Routing.Named(member, model));
        } else if (!unchecked.contains(member)) {
            unchecked.add(member);
        }
    }

    Routing routing() {
        return named.isEmpty() && unchecked.isEmpty() ? Routing.NONE : new Routing(named, unchecked);
    }
}
