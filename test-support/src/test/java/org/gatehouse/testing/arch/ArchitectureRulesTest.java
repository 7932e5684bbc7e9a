package org.gatehouse.testing.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Each rule sees the sin it is about in the sample packages beside this test. */
final class ArchitectureRulesTest {

    private static final JavaClasses SAMPLES = new ClassFileImporter().importPackages("org.gatehouse.sample");
    private static final JavaClasses BLAMELESS = new ClassFileImporter().importPackages("org.gatehouse.testing.issuer");

    @Test
    void seesCyclesBetweenFeatures() {
        assertThat(broken(ArchitectureRules.featuresAreFreeOfCycles)).contains("Slice alpha", "Slice beta");
    }

    @Test
    void seesRegularExpressionsOutsideTheirPlaces() {
        assertThat(broken(RegularExpressionRules.regularExpressionsStandInListedPlaces))
                .contains("Slow.withoutEnd", "Slow.<clinit>");
    }

    @Test
    void seesRegularExpressionsThatGoBackOrTooDeep() {
        var sinner = SAMPLES.get("org.gatehouse.sample.alpha.Slow");
        assertThat(RegularExpressionRules.slow(sinner))
                .hasSize(3)
                .satisfiesExactlyInAnyOrder(
                        deep -> assertThat(deep).contains("(a|e)*"),
                        ends -> assertThat(ends).contains("/+$"),
                        words -> assertThat(words).contains(" *,"));
    }

    @Test
    void seesADependencyOnAnotherService() {
        assertThat(broken(ArchitectureRules.servicesKnowOnlyThemselvesAndTheKit))
                .contains("Unmarked")
                .doesNotContain("Alpha");
    }

    @Test
    void seesPublicRepositories() {
        assertThat(broken(ArchitectureRules.frameworkRolesArePackagePrivate)).contains("BetaRepository");
    }

    @Test
    void seesSqlOutsideRepositories() {
        assertThat(broken(ArchitectureRules.sqlStaysInRepositories))
                .contains("BetaManager")
                .doesNotContain("BetaRepository");
    }

    @Test
    void seesHttpInCryptography() {
        assertThat(broken(ArchitectureRules.cryptographyKnowsNeitherHttpNorSql)).contains("Sealer");
    }

    @Test
    void seesTheSystemClock() {
        assertThat(broken(ArchitectureRules.timeIsInjected)).contains("BetaManager.now", "BetaManager.millis");
    }

    @Test
    void seesSleepAndPrint() {
        assertThat(broken(ArchitectureRules.nothingSleeps)).contains("BetaManager.sleep");
        assertThat(broken(ArchitectureRules.nothingPrints)).contains("BetaManager.print");
    }

    @Test
    void seesNamesThatSayNothing() {
        assertThat(broken(ArchitectureRules.namesSayWhatAClassDoes))
                .contains("BetaManager")
                .doesNotContain("BetaRepository");
    }

    @Test
    void seesPackagesWithoutNullMarked() {
        assertThat(broken(ArchitectureRules.packagesAreNullMarked))
                .contains("Unmarked")
                .doesNotContain("Alpha");
    }

    @Test
    void findsNothingInBlamelessCode() {
        assertThat(ArchitectureRules.timeIsInjected.evaluate(BLAMELESS).hasViolation())
                .isFalse();
        assertThat(ArchitectureRules.nothingPrints.evaluate(BLAMELESS).hasViolation())
                .isFalse();
        assertThat(ArchitectureRules.namesSayWhatAClassDoes.evaluate(BLAMELESS).hasViolation())
                .isFalse();
        assertThat(ArchitectureRules.packagesAreNullMarked.evaluate(BLAMELESS).hasViolation())
                .isFalse();
    }

    @Test
    void looksAtNeitherTestsNorGeneratedClasses() {
        var code = new ProductionCode();

        assertThat(code.includes(at("/x/target/classes/org/gatehouse/a/Key.class")))
                .isTrue();
        assertThat(code.includes(at("/x/target/classes/org/gatehouse/a/$Key$Definition.class")))
                .isFalse();
        assertThat(code.includes(at("/x/target/test-classes/org/gatehouse/a/Key.class")))
                .isFalse();
    }

    private static Location at(String path) {
        return Location.of(URI.create("file://" + path));
    }

    private static String broken(ArchRule rule) {
        var result = rule.evaluate(SAMPLES);
        assertThat(result.hasViolation()).isTrue();
        return result.getFailureReport().toString();
    }
}
