package org.gatehouse.testing.arch;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** What people wrote for production: no tests, and none of the classes that annotation processors add beside it. */
public final class ProductionCode implements ImportOption {

    private final ImportOption noTests = new DoNotIncludeTests();

    @Override
    public boolean includes(Location location) {
        return noTests.includes(location) && !location.contains("/$");
    }
}
