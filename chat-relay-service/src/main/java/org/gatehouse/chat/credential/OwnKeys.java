package org.gatehouse.chat.credential;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.gatehouse.chat.upstream.Acting;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.chat.upstream.UserKeyed;

/** Has upstreams that take callers' keys asked with them. */
@Singleton
public final class OwnKeys {

    private final UserKeys keys;
    private final ExecutorService blocking;

    OwnKeys(UserKeys keys, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.keys = keys;
        this.blocking = blocking;
    }

    /** The upstream as it is to be asked for this caller: itself, unless it takes callers' keys. */
    public Upstream forCaller(Upstream upstream, Acting user) {
        if (upstream instanceof UserKeyed keyed && keyed.keyName().isPresent()) {
            var wanted = new UserKeys.Wanted(user.accountId(), keyed.keyName().get(), keyed.origin());
            return new OwnKeyUpstream(keyed, () -> keys.find(wanted, user.token()), blocking);
        }
        return upstream;
    }
}
