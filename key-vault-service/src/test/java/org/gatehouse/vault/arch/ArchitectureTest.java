package org.gatehouse.vault.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.gatehouse.testing.arch.ArchitectureRules;
import org.gatehouse.testing.arch.ProductionCode;

@AnalyzeClasses(packages = "org.gatehouse.vault", importOptions = ProductionCode.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule cryptographyKnowsNeitherHttpNorSqlNorTheFramework = noClasses()
            .that()
            .resideInAnyPackage("..vault.envelope..", "..vault.wallet..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "java.net..", "io.micronaut..", "io.netty..", "org.postgresql..");

    @ArchTest
    static final ArchRule keyServicesKnowNoSql = noClasses()
            .that()
            .resideInAPackage("..vault.kms..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "io.micronaut.data..");
}
