package org.gatehouse.kit.app;

import org.gatehouse.kit.start.ServiceStart;

/** The test application as its own process, for what only a whole process can show. */
final class TestService {

    private TestService() {}

    public static void main(String[] args) {
        ServiceStart.run(TestService.class, args);
    }
}
