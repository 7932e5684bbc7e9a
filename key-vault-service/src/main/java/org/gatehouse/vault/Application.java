package org.gatehouse.vault;

import io.micronaut.runtime.Micronaut;

final class Application {

    private Application() {}

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
