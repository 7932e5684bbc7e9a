package org.gatehouse.deploy.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the latest prompt of a conversation asks of its upstream, in whichever dialect the conversation is held.
 *
 * <p>A prompt says {@code [[tool NAME {arguments}]]}, as often as tools shall be called one after the other, and
 * {@code [[status 429]]} for a refusal that is given once, and {@code [[say TEXT]]} for the text of the answer.
 *
 * @param results what tools have answered since that prompt
 * @param tools the tools on offer
 */
record Turn(String prompt, List<String> results, List<Offer> tools) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPEN = "[[";
    private static final String CLOSE = "]]";
    private static final String SAID = "The tool said: ";

    /** A tool, and its arguments as a JSON object. */
    record Call(Offer offer, JsonNode arguments) {

        String tool() {
            return offer.name();
        }
    }

    /** A tool as it is on offer: one of Responses may be in a namespace, and one whose input is a text, not JSON. */
    record Offer(String name, @Nullable String namespace, boolean isFreeform) {

        private static Offer of(JsonNode tool, @Nullable String namespace) {
            var name =
                    tool.path("name").asText(tool.path("function").path("name").asText());
            return new Offer(name, namespace, tool.path("type").asText().equals("custom"));
        }

        /** By its own name, also where a translation has put its namespace before it. */
        private boolean isCalled(String wanted) {
            return name.equals(wanted) || name.endsWith("__" + wanted);
        }
    }

    static Turn of(JsonNode body) {
        var prompt = "";
        var results = new ArrayList<String>();
        for (var item : body.path(body.has("messages") ? "messages" : "input")) {
            var text = text(item.path("content"));
            if (text.contains(OPEN) && item.path("role").asText().equals("user")) {
                prompt = text.substring(text.indexOf(OPEN));
                results.clear();
            }
            if (text.contains(SAID) && item.path("role").asText().equals("user")) {
                results.add(
                        text.substring(text.indexOf(SAID) + SAID.length())); // the conversation so far, made shorter
            }
            results.addAll(results(item));
        }
        var input = body.path("input");
        return new Turn(input.isTextual() ? input.asText() : prompt, results, tools(body));
    }

    Turn {
        results = List.copyOf(results);
        tools = List.copyOf(tools);
    }

    /** The next of the calls that the prompt asks for; none where the tool is not on offer, as in a request for a title. */
    Optional<Call> call() {
        return commands("tool ").skip(results.size()).findFirst().flatMap(this::call);
    }

    /** The status that the prompt wants to be refused with at first. */
    Optional<Integer> refusal() {
        return commands("status ").findFirst().map(Integer::valueOf);
    }

    /** What is said where no tool is called. */
    String answer() {
        return results.isEmpty() ? commands("say ").findFirst().orElse("All is well.") : SAID + results.getLast();
    }

    private Optional<Call> call(String command) {
        int space = command.indexOf(' ');
        try {
            var arguments = JSON.readTree(command.substring(space + 1));
            return tools.stream()
                    .filter(tool -> tool.isCalled(command.substring(0, space)))
                    .findFirst()
                    .map(tool -> new Call(tool, arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private java.util.stream.Stream<String> commands(String verb) {
        var found = new ArrayList<String>();
        for (int at = prompt.indexOf(OPEN + verb); at >= 0; at = prompt.indexOf(OPEN + verb, at + 1)) {
            int end = prompt.indexOf(CLOSE, at);
            if (end > 0) {
                found.add(prompt.substring(at + OPEN.length() + verb.length(), end));
            }
        }
        return found.stream();
    }

    private static List<String> results(JsonNode item) {
        var results = new ArrayList<String>();
        if (item.path("role").asText().equals("tool")) {
            results.add(text(item.path("content")));
        } else if (item.path("type").asText().endsWith("_output")) {
            results.add(text(item.path("output")));
        }
        for (var block : item.path("content")) {
            if (block.path("type").asText().equals("tool_result")) {
                results.add(text(block.path("content")));
            }
        }
        return results;
    }

    private static String text(@Nullable JsonNode content) {
        if (content == null || content.isTextual()) {
            return content == null ? "" : content.asText();
        }
        var all = new StringBuilder();
        for (var part : content) {
            all.append(part.path("text").asText()).append('\n');
        }
        return all.toString();
    }

    /** Those of the request, and those that an item of its input brings. */
    private static List<Offer> tools(JsonNode body) {
        var tools = new ArrayList<Offer>();
        offer(body.path("tools"), null, tools);
        for (var item : body.path("input")) {
            offer(item.path("tools"), null, tools);
        }
        return tools;
    }

    private static void offer(JsonNode given, @Nullable String namespace, List<Offer> tools) {
        for (var tool : given) {
            if (tool.path("type").asText().equals("namespace")) {
                offer(tool.path("tools"), tool.path("name").asText(), tools);
            } else {
                tools.add(Offer.of(tool, namespace));
            }
        }
    }
}
