package org.gatehouse.vault;

import org.gatehouse.kit.start.ServiceStart;

final class Application {

    private Application() {}

    /** Without arguments the service; with arguments a command of its operator. */
    public static void main(String[] args) {
        if (args.length > 0) {
            System.exit(CommandLine.run(args));
        }
        ServiceStart.run(Application.class, args);
    }
}
