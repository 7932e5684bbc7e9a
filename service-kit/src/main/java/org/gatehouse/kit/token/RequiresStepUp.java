package org.gatehouse.kit.token;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a controller or one of its methods: the caller must meet this {@link StepUp}, beside the permission. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresStepUp {

    /** The least level: {@code "1"} or {@code "2"}. */
    String acr();

    /** How long ago the authentication may be at most, as in settings: {@code 15m}. */
    String maxAge();
}
