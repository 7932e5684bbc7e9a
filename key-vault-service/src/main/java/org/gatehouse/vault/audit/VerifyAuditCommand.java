package org.gatehouse.vault.audit;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gatehouse.vault.command.Command;

@Singleton
final class VerifyAuditCommand implements Command {

    private final VerifyAudit verify;
    private final JsonMapper json;

    VerifyAuditCommand(VerifyAudit verify, JsonMapper json) {
        this.verify = verify;
        this.json = json;
    }

    @Override
    public String name() {
        return "verify-audit";
    }

    @Override
    public Exit run(List<String> arguments, PrintStream screen) {
        if (arguments.isEmpty()) {
            return report(verify.verify(List.of()), screen);
        }
        if (arguments.size() != 2 || !arguments.getFirst().equals("--anchors")) {
            return Exit.USAGE;
        }
        try {
            return report(verify.verify(read(Path.of(arguments.getLast()))), screen);
        } catch (IOException | InvalidPathException unreadable) {
            screen.println(
                    "The anchors in %s cannot be read: %s".formatted(arguments.getLast(), unreadable.getMessage()));
            return Exit.USAGE;
        }
    }

    private static Exit report(VerifyAudit.Outcome outcome, PrintStream screen) {
        return switch (outcome) {
            case VerifyAudit.Outcome.Intact(long chains, long rows, long anchors) -> {
                screen.println("intact: %d chains, %d rows, %d anchors".formatted(chains, rows, anchors));
                yield Exit.DONE;
            }
            case VerifyAudit.Outcome.Broken(UUID owner, long sequence) -> {
                screen.println("BROKEN: row %d of owner %s is changed, missing or too many".formatted(sequence, owner));
                yield Exit.BROKEN;
            }
            case VerifyAudit.Outcome.BrokenAnchor(long number) -> {
                screen.println("BROKEN: anchor %d is changed, missing or not the one that was kept".formatted(number));
                yield Exit.BROKEN;
            }
        };
    }

    /** One JSON object a line, as the command anchors prints them. */
    private List<KeptAnchor> read(Path file) throws IOException {
        List<KeptAnchor> kept = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                AnchorView anchor = json.readValue(line, AnchorView.class);
                if (anchor == null) {
                    throw new IOException("a line is no anchor");
                }
                kept.add(new KeptAnchor(anchor.number(), anchor.mac()));
            }
        }
        return kept;
    }
}
