package org.gatehouse.sample.unmarked;

import org.gatehouse.testing.issuer.TestIssuer;

/** Lives in a package without package-info and reaches into another module that is not the kit. */
record Unmarked(TestIssuer issuer) {}
