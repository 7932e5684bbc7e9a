package org.gatehouse.kit.token;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

@Factory
final class CallerBinderFactory {

    @Singleton
    CallerBinder<Caller> anyone() {
        return new CallerBinder<>(Caller.class);
    }

    @Singleton
    CallerBinder<Caller.User> user() {
        return new CallerBinder<>(Caller.User.class);
    }

    @Singleton
    CallerBinder<Caller.Service> service() {
        return new CallerBinder<>(Caller.Service.class);
    }
}
