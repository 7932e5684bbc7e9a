package org.gatehouse.testing.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.sql.SQLException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house that a machine can judge. Each service applies them with {@code @ArchTest static final ArchTests
 * RULES = ArchTests.in(ArchitectureRules.class)} over its own package and {@link ProductionCode}.
 */
public final class ArchitectureRules {

    private static final Pattern FORBIDDEN_NAME = Pattern.compile(
            ".*(Impl|Manager|Helper|Util|Utils|Dto|DTO)|(Base(?!Ur[il])|Abstract)[A-Z].*|I[A-Z][a-z].*");
    private static final Pattern FRAMEWORK_ROLE = Pattern.compile(".*(Controller|Filter|Repository|Factory)");
    private static final Pattern SERVICE_PACKAGE = Pattern.compile("org\\.gatehouse\\.([a-z]+)(\\..*)?");

    @ArchTest
    static final ArchTests regularExpressions = ArchTests.in(RegularExpressionRules.class);

    @ArchTest
    static final ArchRule featuresAreFreeOfCycles =
            slices().matching("org.gatehouse.*.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule servicesKnowOnlyThemselvesAndTheKit = classes()
            .should(satisfy("know only their own service and the kit", ArchitectureRules::knowsOnlyItsOwnService))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule frameworkRolesArePackagePrivate = noClasses()
            .that(describe("play a role of the framework", ArchitectureRules::playsFrameworkRole))
            .should()
            .bePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule sqlStaysInRepositories = noClasses()
            .that(describe(
                    "are neither repositories nor the runner they share",
                    type -> !outermost(type).getSimpleName().endsWith("Repository")
                            && !type.getPackageName().endsWith(".sql")))
            .should()
            .dependOnClassesThat(describe("speak SQL", ArchitectureRules::speaksSql))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule keycloakStaysInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackage("org.gatehouse.auth.keycloak..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.keycloak..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule cryptographyKnowsNeitherHttpNorSql = noClasses()
            .that()
            .resideInAnyPackage("..envelope..", "..crypto..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "java.net.http..",
                    "io.micronaut.http..",
                    "io.micronaut.data..",
                    "io.netty..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .should()
            .callMethodWhere(describe("the system clock is asked", ArchitectureRules::asksTheSystemClock))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingSleeps = noClasses()
            .should()
            .callMethodWhere(describe("a thread sleeps", ArchitectureRules::sleeps))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingPrints = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatAClassDoes = classes()
            .should(satisfy(
                    "have a telling name",
                    type -> !FORBIDDEN_NAME.matcher(type.getSimpleName()).matches()))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesAreNullMarked = classes()
            .should(satisfy("live in a @NullMarked package", ArchitectureRules::livesInANullMarkedPackage))
            .allowEmptyShould(true);

    private ArchitectureRules() {}

    private static boolean playsFrameworkRole(JavaClass type) {
        return FRAMEWORK_ROLE.matcher(type.getSimpleName()).matches()
                || type.isAnnotatedWith("io.micronaut.http.annotation.Controller")
                || type.isAnnotatedWith("io.micronaut.http.annotation.ServerFilter")
                || type.isAnnotatedWith("io.micronaut.context.annotation.Factory");
    }

    private static boolean knowsOnlyItsOwnService(JavaClass type) {
        var own = serviceOf(type);
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> serviceOf(dependency.getTargetClass().getBaseComponentType()))
                .allMatch(other -> other.isEmpty() || other.equals(own) || other.equals("kit"));
    }

    private static String serviceOf(JavaClass type) {
        var matcher = SERVICE_PACKAGE.matcher(type.getPackageName());
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureRules::outermost).orElse(type);
    }

    /** An exception may be recognised anywhere; statements and rows belong to repositories. */
    private static boolean speaksSql(JavaClass type) {
        return type.getPackageName().equals("java.sql") && !type.isEquivalentTo(SQLException.class);
    }

    private static boolean asksTheSystemClock(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        var name = call.getTarget().getName();
        return (owner.getPackageName().equals("java.time")
                        && name.equals("now")
                        && call.getTarget().getRawParameterTypes().isEmpty())
                || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"));
    }

    private static boolean sleeps(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(Thread.class)
                && call.getTarget().getName().equals("sleep");
    }

    private static boolean livesInANullMarkedPackage(JavaClass type) {
        return type.getPackage()
                .tryGetPackageInfo()
                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                .isPresent();
    }

    private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> predicate) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var message = "%s does not %s".formatted(type.getFullName(), description);
                events.add(new SimpleConditionEvent(type, predicate.test(type), message));
            }
        };
    }
}
