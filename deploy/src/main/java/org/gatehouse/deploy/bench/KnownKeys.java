package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes API keys and uses each once, so that the edge knows them. */
final class KnownKeys {
    private static final int AT_ONCE = 16;
    private static final int OF_ONE_ACCOUNT = 500; // more are refused

    private final IdentityClient identity;
    private final PrintStream screen;

    KnownKeys(IdentityClient identity, PrintStream screen) {
        this.identity = identity;
        this.screen = screen;
    }

    List<String> make(int count) throws IOException, InterruptedException {
        var keys = new ArrayList<String>();
        try (var workers =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            while (keys.size() < count) {
                var token = identity.newcomer();
                var batch = new ArrayList<Future<String>>();
                for (int i = 0; i < Math.min(OF_ONE_ACCOUNT, count - keys.size()); i++) {
                    Callable<String> making = () -> known(token);
                    batch.add(workers.submit(making));
                }
                for (var made : batch) {
                    keys.add(made.get());
                }
                if (keys.size() % (10 * OF_ONE_ACCOUNT) == 0) {
                    screen.println("Made " + keys.size() + " of " + count + " keys");
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return keys;
    }

    private String known(String token) throws IOException, InterruptedException {
        var key = identity.newKey(token);
        int status = identity.models(0, key);
        if (status != 200) {
            throw new IOException("a new key gets " + status);
        }
        return key.key();
    }
}
