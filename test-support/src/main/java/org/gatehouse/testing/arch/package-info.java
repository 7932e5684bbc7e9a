/** The rules of the house, for ArchUnit, and the work that regular expressions may cause. */
@NullMarked
package org.gatehouse.testing.arch;

import org.jspecify.annotations.NullMarked;
