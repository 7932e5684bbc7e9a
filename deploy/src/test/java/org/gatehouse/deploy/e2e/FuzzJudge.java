package org.gatehouse.deploy.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gatehouse.kit.problem.ErrorSurface;

/** What must hold of every answer, whatever was asked. */
final class FuzzJudge {
    /** That something stands behind the suite and is not there, or that there is no room at the moment. */
    private static final Set<Integer> DOCUMENTED = Set.of(502, 503, 504);

    private static final Set<String> OAUTH = Set.of("/token", "/token/revocation");

    /** What only our own insides say. */
    private static final List<String> INSIDES = List.of(
            "org.gatehouse",
            "io.micronaut",
            "java.lang",
            "java.util",
            "com.fasterxml",
            "org.postgresql",
            "exception",
            "\\tat ",
            "sqlstate",
            "select ",
            "insert into",
            "duplicate key value",
            "violates",
            "relation \"");

    private final FuzzCallers.Possessions possessions;

    FuzzJudge(FuzzCallers.Possessions possessions) {
        this.possessions = possessions;
    }

    /** What is wrong with the answer, in words. */
    List<String> faults(FuzzRequest request, boolean asItShouldBe, Client.Answer answer) {
        var faults = new ArrayList<String>();
        if (answer.status() >= 500 && !(DOCUMENTED.contains(answer.status()) && isInference(request))) {
            faults.add("a server error");
        }
        if (answer.status() >= 400 && !request.method().equals("HEAD")) {
            shape(request, answer, faults);
            var told = answer.body().toLowerCase(Locale.ROOT);
            INSIDES.stream()
                    .filter(told::contains)
                    .map(inside -> "tells of its insides: " + inside)
                    .forEach(faults::add);
        }
        if (answer.header("x-request-id").isEmpty()) {
            faults.add("no request id");
        }
        rights(request, asItShouldBe, answer, faults);
        secrets(request, answer, faults);
        return faults;
    }

    private static boolean isInference(FuzzRequest request) {
        return ErrorSurface.of(request.pathAsked()) != ErrorSurface.PROBLEM;
    }

    private static void shape(FuzzRequest request, Client.Answer answer, List<String> faults) {
        if (OAUTH.contains(request.pathAsked()) && answer.body().startsWith("{\"error\":\"")) {
            return;
        }
        try {
            switch (ErrorSurface.of(request.pathAsked(), request.headers().get(ErrorSurface.ANTHROPIC_VERSION))) {
                case PROBLEM -> Errors.isProblem(answer, answer.status());
                case OPENAI -> Errors.isOpenAiError(answer, answer.status());
                case ANTHROPIC -> Errors.isAnthropicError(answer, answer.status());
            }
        } catch (AssertionError | RuntimeException other) {
            faults.add("not the shape of its path: " + other.getMessage());
        }
    }

    private static void rights(FuzzRequest request, boolean asItShouldBe, Client.Answer answer, List<String> faults) {
        var sameMethod = request.method().equals(request.operation().method());
        if (!sameMethod || request.caller().mayCall(request.operation())) {
            return;
        }
        if (answer.status() < 400) {
            faults.add("let in without the right");
        }
        if (asItShouldBe && !Set.of(401, 403, 404, 429).contains(answer.status())) {
            faults.add("not refused for the want of the right");
        }
    }

    private void secrets(FuzzRequest request, Client.Answer answer, List<String> faults) {
        if (request.caller() == FuzzCallers.Kind.USER || request.caller() == FuzzCallers.Kind.ADMINISTRATOR) {
            if (answer.body().contains(possessions.secret()) || answer.body().contains(possessions.key())) {
                faults.add("tells a secret");
            }
            return;
        }
        possessions.untold().stream()
                .filter(text -> !request.toString().contains(text))
                .filter(answer.body()::contains)
                .map(text -> "tells what is another one's: " + text)
                .forEach(faults::add);
    }
}
