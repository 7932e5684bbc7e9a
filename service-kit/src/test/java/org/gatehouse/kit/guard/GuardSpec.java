package org.gatehouse.kit.guard;

import io.micronaut.context.annotation.Property;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What every test of the guard on a real server needs to start one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Property(name = "spec", value = "guard")
@Property(name = "micronaut.application.name", value = "guard-test")
@Property(name = "gatehouse.client.id", value = "guard-test")
@Property(name = "gatehouse.client.secret", value = "0123456789abcdef0123456789abcdef")
@Property(name = "micronaut.server.port", value = "-1")
@interface GuardSpec {}
