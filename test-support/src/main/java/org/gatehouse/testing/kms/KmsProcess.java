package org.gatehouse.testing.kms;

import java.io.PrintStream;

/**
 * {@link KmsServer} as a process of its own, for trying an installation by hand: prints the settings that lead to it, ready
 * for a shell, and stays until it is killed. Its keys live no longer than it does.
 */
final class KmsProcess {

    private KmsProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        KmsServer server = KmsServer.start();
        PrintStream out = System.out;
        out.println("export GATEHOUSE_VAULT_AWS_ENDPOINT=" + server.endpoint());
        out.println("export GATEHOUSE_VAULT_AWS_REGION=" + KmsServer.REGION);
        out.println("export GATEHOUSE_VAULT_AWS_KEYS=" + server.createKey());
        out.println("export AWS_ACCESS_KEY_ID=" + KmsServer.ACCESS_KEY_ID);
        out.println("export AWS_SECRET_ACCESS_KEY=" + KmsServer.SECRET_ACCESS_KEY);
        out.flush();
        Thread.currentThread().join();
    }
}
