package org.gatehouse.deploy.up;

/** One process of a service that is to run, and where it will listen. */
record Instance(Service service, int number, int port, int managementPort) {

    /** The name of its log and of its line on the screen. */
    String name() {
        return number == 1 ? service.artifact() : service.artifact() + "-" + number;
    }
}
