package org.gatehouse.vault.rotation;

import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.util.List;
import org.gatehouse.vault.command.Command;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyRing;

@Singleton
final class StatusCommand implements Command {

    private final RotationRepository repository;
    private final KeyRing keys;

    StatusCommand(RotationRepository repository, KeyRing keys) {
        this.repository = repository;
        this.keys = keys;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public Exit run(List<String> arguments, PrintStream screen) {
        if (!arguments.isEmpty()) {
            return Exit.USAGE;
        }
        KeyName current = keys.current();
        screen.println("writes now: " + current);
        for (KeyCount key : repository.countByKey()) {
            var name = new KeyName(key.provider(), key.keyId(), key.keyVersion());
            String retired = key.retiredAt() == null ? "" : ", retired " + key.retiredAt();
            screen.println("key %s: %d records%s".formatted(name, key.records(), retired));
        }
        repository.findLast().ifPresent(rotation -> screen.println(describe(rotation)));
        return Exit.DONE;
    }

    private String describe(RotationRow rotation) {
        KeyName target = rotation.target();
        long remaining = repository.countRemaining(rotation.id(), target.provider(), target.keyId(), target.version());
        String state = rotation.finishedAt() == null ? "running, " + remaining + " to go" : "finished";
        return "rotation towards %s: %s, %d rewrapped, %d failed"
                .formatted(target, state, rotation.rewrapped(), rotation.failed());
    }
}
