package org.gatehouse.vault.audit;

import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.gatehouse.vault.command.Command;

@Singleton
final class AnchorCommand implements Command {

    private final MakeAnchor make;

    AnchorCommand(MakeAnchor make) {
        this.make = make;
    }

    @Override
    public String name() {
        return "anchor";
    }

    @Override
    public Exit run(List<String> arguments, PrintStream screen) {
        if (!arguments.isEmpty()) {
            return Exit.USAGE;
        }
        make.make(Duration.ZERO)
                .ifPresentOrElse(
                        anchor -> screen.println("anchor %d of %s: %s"
                                .formatted(anchor.number(), anchor.at(), Anchor.spell(anchor.mac()))),
                        () -> screen.println("nothing has happened since the last anchor"));
        return Exit.DONE;
    }
}
