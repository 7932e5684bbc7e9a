@NullMarked
package org.gatehouse.kit.request;

import org.jspecify.annotations.NullMarked;
