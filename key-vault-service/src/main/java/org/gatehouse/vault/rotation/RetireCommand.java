package org.gatehouse.vault.rotation;

import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.kit.ambient.IdSource;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.command.Command;
import org.gatehouse.vault.envelope.KeyName;

@Singleton
final class RetireCommand implements Command {

    /** An ARN has colons of its own. */
    private static final Pattern NAME = Pattern.compile("(?<provider>[a-z]+):(?<key>.+):(?<version>[1-9]\\d{0,8})");

    private final RetireKey retire;
    private final IdSource ids;

    RetireCommand(RetireKey retire, IdSource ids) {
        this.retire = retire;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "retire";
    }

    @Override
    public Exit run(List<String> arguments, PrintStream screen) {
        Optional<KeyName> key = arguments.size() == 1 ? parse(arguments.getFirst()) : Optional.empty();
        if (key.isEmpty()) {
            return Exit.USAGE;
        }
        return switch (retire.retire(key.get(), Requester.operator(ids.next()))) {
            case RetireKey.Outcome.Retired() -> {
                screen.println(key.get() + " is retired: nothing is written under it any more");
                yield Exit.DONE;
            }
            case RetireKey.Outcome.Unknown() -> refuse(screen, "No record was ever wrapped with this key");
            case RetireKey.Outcome.WritesNow() -> refuse(screen, "New records are written with this key");
            case RetireKey.Outcome.Needed(long records) ->
                refuse(screen, "Records that still need this key: " + records);
        };
    }

    private static Exit refuse(PrintStream screen, String why) {
        screen.println(why);
        return Exit.REFUSED;
    }

    private static Optional<KeyName> parse(String text) {
        Matcher parts = NAME.matcher(text);
        return parts.matches()
                ? Optional.of(new KeyName(
                        parts.group("provider"), parts.group("key"), Integer.parseInt(parts.group("version"))))
                : Optional.empty();
    }
}
