package org.gatehouse.vault.rotation;

import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.util.List;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.command.Command;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.NewKey;

@Singleton
final class RotateCommand implements Command {

    private final MakeKey make;
    private final IdSource ids;

    RotateCommand(MakeKey make, IdSource ids) {
        this.make = make;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "rotate";
    }

    @Override
    public Exit run(List<String> arguments, PrintStream screen) {
        if (!arguments.isEmpty()) {
            return Exit.USAGE;
        }
        return switch (make.make(Requester.operator(ids.next()))) {
            case NewKey.Made(KeyName name) -> {
                screen.println(name + " writes from now on; rewrap moves the records that there are");
                yield Exit.DONE;
            }
            case NewKey.ByOperator(String what) -> {
                screen.println("To change the key, " + what);
                yield Exit.REFUSED;
            }
        };
    }
}
