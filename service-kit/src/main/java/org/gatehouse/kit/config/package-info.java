@NullMarked
package org.gatehouse.kit.config;

import org.jspecify.annotations.NullMarked;
