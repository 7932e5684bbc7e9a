package org.gatehouse.auth.arch;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import org.gatehouse.testing.arch.ArchitectureRules;
import org.gatehouse.testing.arch.ProductionCode;

@AnalyzeClasses(packages = "org.gatehouse.auth", importOptions = ProductionCode.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
}
