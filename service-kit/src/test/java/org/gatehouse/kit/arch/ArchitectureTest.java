package org.gatehouse.kit.arch;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import org.gatehouse.testing.arch.ArchitectureRules;
import org.gatehouse.testing.arch.ProductionCode;

@AnalyzeClasses(packages = "org.gatehouse.kit", importOptions = ProductionCode.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
}
