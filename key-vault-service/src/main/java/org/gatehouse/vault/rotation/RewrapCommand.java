package org.gatehouse.vault.rotation;

import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.command.Command;
import org.gatehouse.vault.envelope.KeyName;

/** Starts a rotation, works on it beside the running services, and stays until it has come to its end. */
@Singleton
final class RewrapCommand implements Command {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final int BATCHES_A_LINE = 10;

    private final StartRotation start;
    private final RewrapSecrets rewrap;
    private final RotationRepository repository;
    private final IdSource ids;
    private int batches;

    RewrapCommand(StartRotation start, RewrapSecrets rewrap, RotationRepository repository, IdSource ids) {
        this.start = start;
        this.rewrap = rewrap;
        this.repository = repository;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "rewrap";
    }

    @Override
    public Exit run(List<String> arguments, PrintStream screen) {
        if (!arguments.isEmpty()) {
            return Exit.USAGE;
        }
        return switch (start.start(Requester.operator(ids.next()))) {
            case StartRotation.Outcome.Running(RotationRow rotation) -> finish(rotation, screen);
            case StartRotation.Outcome.KeyRetired(KeyName key) -> {
                screen.println("The key that writes now is retired: " + key);
                yield Exit.REFUSED;
            }
        };
    }

    private Exit finish(RotationRow rotation, PrintStream screen) {
        screen.println("Moving every record under " + rotation.target());
        Optional<RotationRow> row = find(rotation.id());
        while (row.filter(each -> each.finishedAt() == null).isPresent()) {
            rewrap.workOnRunningRotation(() -> tell(rotation, screen));
            row = find(rotation.id());
            if (row.filter(each -> each.finishedAt() == null).isPresent()) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                row = find(rotation.id());
            }
        }
        long failed = row.map(RotationRow::failed).orElse(0L);
        screen.println("Finished: %d rewrapped, %d failed"
                .formatted(row.map(RotationRow::rewrapped).orElse(0L), failed));
        if (failed > 0) {
            screen.println("Records that do not open are named in the log of the service that met them.");
        }
        return failed > 0 ? Exit.REFUSED : Exit.DONE;
    }

    /** Every now and then only: counting takes longer than moving. */
    private void tell(RotationRow rotation, PrintStream screen) {
        batches++;
        if (batches % BATCHES_A_LINE == 0) {
            KeyName target = rotation.target();
            screen.println("%d to go"
                    .formatted(repository.countRemaining(
                            rotation.id(), target.provider(), target.keyId(), target.version())));
        }
    }

    private Optional<RotationRow> find(UUID id) {
        return repository.find(id);
    }
}
