package org.gatehouse.deploy.up;

import java.io.IOException;

/** What is brought back when it ends: a process of a service, Keycloak or the database. */
interface Part {

    String name();

    /** Waits for the end of what runs now, and tells of it in words. */
    String awaitEnd() throws InterruptedException;

    /** Starts it again and waits until it is ready; fails when it ends before. */
    void startAgain() throws CannotStart, IOException, InterruptedException;
}
