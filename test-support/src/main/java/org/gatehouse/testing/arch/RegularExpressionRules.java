package org.gatehouse.testing.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression of the JDK goes back over what it has read, so that a short text can keep a processor busy for
 * minutes or overflow a stack. Those that there are stand in a few listed places, and each must take any text in time
 * that is in proportion to the text.
 */
public final class RegularExpressionRules {

    private static final Set<String> OF_TEXT = Set.of("matches", "replaceAll", "replaceFirst");
    private static final Set<String> SEARCHES = Set.of("find", "results", "replaceAll", "replaceFirst", "lookingAt");

    @ArchTest
    static final ArchRule regularExpressionsStandInListedPlaces = noClasses()
            .should()
            .callMethodWhere(describe(
                    "a regular expression is used outside the places listed", RegularExpressionRules::isOutOfPlace))
            .allowEmptyShould(true);

    private RegularExpressionRules() {}

    @ArchTest
    static void eachTakesTimeInProportionToTheText(JavaClasses classes) {
        var slow = classes.stream()
                .filter(type -> !isOfTests(type))
                .flatMap(type -> slow(type).stream().map(fault -> type.getFullName() + ": " + fault))
                .toList();
        if (!slow.isEmpty()) {
            throw new AssertionError(String.join("\n", slow));
        }
    }

    static List<String> slow(JavaClass type) {
        var inline = InlineExpressions.of(type.reflect());
        var slow = new ArrayList<>(PatternWork.slow(DeclaredPatterns.of(type.reflect()), searches(type)));
        slow.addAll(PatternWork.slow(inline.matched(), false));
        slow.addAll(PatternWork.slow(inline.searched(), true));
        return slow;
    }

    private static boolean isOutOfPlace(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        var name = call.getTarget().getName();
        boolean used = owner.isEquivalentTo(String.class)
                ? OF_TEXT.contains(name)
                : owner.isEquivalentTo(Pattern.class) && (name.equals("compile") || name.equals("matches"));
        return used && !isOfTests(call.getOriginOwner()) && !ExpressionPlaces.holds(call.getOriginOwner());
    }

    /** The doubles and rules of the tests read what the tests themselves say. */
    private static boolean isOfTests(JavaClass type) {
        return type.getPackageName().startsWith("org.gatehouse.testing");
    }

    private static boolean searches(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Matcher.class)
                        && SEARCHES.contains(call.getTarget().getName()));
    }
}
