package org.gatehouse.catalog;

import org.gatehouse.kit.start.ServiceStart;

final class Application {

    private Application() {}

    public static void main(String[] args) {
        ServiceStart.run(Application.class, args);
    }
}
