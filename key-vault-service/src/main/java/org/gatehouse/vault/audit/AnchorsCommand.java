package org.gatehouse.vault.audit;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.gatehouse.vault.command.Command;

@Singleton
final class AnchorsCommand implements Command {

    private static final int PAGE = 500;

    private final AnchorRepository repository;
    private final JsonMapper json;

    AnchorsCommand(AnchorRepository repository, JsonMapper json) {
        this.repository = repository;
        this.json = json;
    }

    @Override
    public String name() {
        return "anchors";
    }

    @Override
    public Exit run(List<String> arguments, PrintStream screen) {
        boolean isPartial = arguments.size() == 2
                && arguments.getFirst().equals("--after")
                && arguments.getLast().matches("\\d{1,18}");
        if (!arguments.isEmpty() && !isPartial) {
            return Exit.USAGE;
        }
        long after = isPartial ? Long.parseLong(arguments.getLast()) : 0;
        List<AnchorRow> page = repository.listAfter(after, PAGE);
        while (!page.isEmpty()) {
            page.forEach(anchor -> screen.println(line(anchor)));
            page = repository.listAfter(page.getLast().number(), PAGE);
        }
        return Exit.DONE;
    }

    private String line(AnchorRow anchor) {
        try {
            return json.writeValueAsString(AnchorView.of(anchor));
        } catch (IOException impossible) {
            throw new UncheckedIOException("an anchor could not be written as JSON", impossible);
        }
    }
}
