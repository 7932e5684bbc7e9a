package org.gatehouse.vault;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.exceptions.TransactionException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.kit.start.ServiceStart;
import org.gatehouse.vault.audit.AuditUnavailable;
import org.gatehouse.vault.command.Command;
import org.gatehouse.vault.command.Command.Exit;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;

/**
 * Runs one command with the service's own settings, without its server: the database and the key services are reached as
 * the service reaches them, and no token is needed, because whoever has these settings has everything.
 */
final class CommandLine {

    static final String USAGE = """
            usage: <command> [arguments]

              status                          the wrapping keys, how many records need each, and the last rotation
              rotate                          make the wrapping key new, where the provider lets the vault do so
              rewrap                          move every record under the key that writes now; can be stopped and repeated
              retire <provider:key:version>   take a key out of service that no record needs
              verify-audit [--anchors FILE]   check every chain and every anchor, also against anchors kept elsewhere
              anchor                          anchor the audit now
              anchors [--after NUMBER]        print the anchors, one JSON object a line, to be kept elsewhere
              export                          print what is known of every secret, one JSON object a line, never a secret

            The settings are those of key-vault-service. Exit codes: 0 done, 1 the database or a key service cannot be used,
            2 wrong usage, 3 refused with the reason, 4 the audit is broken.""";

    private CommandLine() {}

    /** The exit code. */
    static int run(String... arguments) {
        // Before the first logger comes to be: what a person waits for is not a log.
        System.setProperty("GATEHOUSE_LOG_LEVEL", "OFF");
        var screen = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var complaints = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        if (List.of("help", "-h", "--help").contains(arguments[0])) {
            screen.println(USAGE);
            return Exit.DONE.code();
        }
        try (ApplicationContext context =
                ApplicationContext.builder(CommandLine.class, "command").start()) {
            return run(context, arguments, screen, complaints).code();
        } catch (BeanContextException | SettingException failure) {
            complaints.println(
                    "vault: " + ServiceStart.describe(failure).orElse("cannot start: " + failure.getMessage()));
            return Exit.FAILED.code();
        }
    }

    private static Exit run(
            ApplicationContext context, String[] arguments, PrintStream screen, PrintStream complaints) {
        Optional<Command> command = context.getBeansOfType(Command.class).stream()
                .filter(each -> each.name().equals(arguments[0]))
                .findFirst();
        if (command.isEmpty()) {
            complaints.println(USAGE);
            complaints.println("vault: unknown command: " + arguments[0]);
            return Exit.USAGE;
        }
        try {
            Exit exit = command.get().run(Arrays.asList(arguments).subList(1, arguments.length), screen);
            if (exit == Exit.USAGE) {
                complaints.println(USAGE);
            }
            return exit;
        } catch (KeyServiceUnavailable | AuditUnavailable | DataAccessException | TransactionException failure) {
            complaints.println("vault: " + failure.getMessage());
            return Exit.FAILED;
        }
    }
}
