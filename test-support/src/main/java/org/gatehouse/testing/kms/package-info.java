/** Key services of other vendors, rebuilt small from their public documentation. */
@NullMarked
package org.gatehouse.testing.kms;

import org.jspecify.annotations.NullMarked;
