package org.gatehouse.testing.arch;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The expressions that a class gives to a text in passing: {@code text.split(" +")}, {@code text.matches("[0-9]+")}. */
final class InlineExpressions {

    private static final String META = ".$|()[{^?*+\\";
    private static final Set<String> SEARCHES = Set.of("split", "splitWithDelimiters", "replaceAll", "replaceFirst");

    private final List<Pattern> matched = new ArrayList<>();
    private final List<Pattern> searched = new ArrayList<>();

    private InlineExpressions() {}

    static InlineExpressions of(Class<?> type) {
        var file = "/" + type.getName().replace('.', '/') + ".class";
        try (var bytes = type.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException("No bytes of " + type);
            }
            var found = new InlineExpressions();
            ClassFile.of().parse(bytes.readAllBytes()).methods().forEach(found::collect);
            return found;
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + type, e);
        }
    }

    List<Pattern> matched() {
        return matched;
    }

    List<Pattern> searched() {
        return searched;
    }

    private void collect(MethodModel method) {
        var code = method.code().orElse(null);
        if (code == null) {
            return;
        }
        String last = "";
        String lastButOne = "";
        for (var element : code) {
            if (element instanceof ConstantInstruction constant && constant.constantValue() instanceof String text) {
                lastButOne = last;
                last = text;
            } else if (element instanceof InvokeInstruction call
                    && call.owner().asInternalName().equals("java/lang/String")) {
                var name = call.name().stringValue();
                boolean replaces = name.startsWith("replace");
                take(name, replaces ? lastButOne : last);
            }
        }
    }

    private void take(String method, String expression) {
        if (method.equals("matches")) {
            matched.add(Pattern.compile(expression));
        } else if (SEARCHES.contains(method) && !isPlain(expression)) {
            searched.add(Pattern.compile(expression));
        }
    }

    /** As {@code String.split} itself tells them: one character, or an escaped one that is neither letter nor digit. */
    private static boolean isPlain(String text) {
        return switch (text.length()) {
            case 1 -> META.indexOf(text.charAt(0)) < 0;
            case 2 -> text.charAt(0) == '\\' && !Character.isLetterOrDigit(text.charAt(1));
            default -> false;
        };
    }
}
