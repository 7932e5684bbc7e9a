@NullMarked
package org.gatehouse.auth.apiclient;

import org.jspecify.annotations.NullMarked;
