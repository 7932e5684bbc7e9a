package org.gatehouse.deploy.up;

import java.io.IOException;

/** A process in whose place another of its kind is put when it has ended. */
final class ReplacedProcess<P extends RunningProcess> implements Part {
    private final Launch<P> launch;
    private final Wait<P> wait;
    private P process;

    ReplacedProcess(P process, Launch<P> launch, Wait<P> wait) {
        this.process = process;
        this.launch = launch;
        this.wait = wait;
    }

    /** Starts another. */
    interface Launch<P> {
        P another() throws CannotStart, IOException;
    }

    /** Waits until it is ready. */
    interface Wait<P> {
        void untilReady(P process) throws CannotStart, IOException, InterruptedException;
    }

    @Override
    public String name() {
        return process.name();
    }

    @Override
    public String awaitEnd() throws InterruptedException {
        return process.awaitEnd();
    }

    @Override
    public void startAgain() throws CannotStart, IOException, InterruptedException {
        process = launch.another();
        wait.untilReady(process);
    }
}
