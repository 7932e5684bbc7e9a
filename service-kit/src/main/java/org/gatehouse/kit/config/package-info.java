/** Common defaults, settings from files, and bad settings. */
@NullMarked
package org.gatehouse.kit.config;

import org.jspecify.annotations.NullMarked;
