package org.gatehouse.vault.secret;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.gatehouse.vault.command.Command;

@Singleton
final class ExportCommand implements Command {

    private final ExportMetadata export;
    private final JsonMapper json;

    ExportCommand(ExportMetadata export, JsonMapper json) {
        this.export = export;
        this.json = json;
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public Exit run(List<String> arguments, PrintStream screen) {
        if (!arguments.isEmpty()) {
            return Exit.USAGE;
        }
        MetadataView.Page page = export.page(null);
        page.data().forEach(secret -> screen.println(line(secret)));
        while (page.after() != null) {
            page = export.page(page.after());
            page.data().forEach(secret -> screen.println(line(secret)));
        }
        return Exit.DONE;
    }

    private String line(MetadataView secret) {
        try {
            return json.writeValueAsString(secret);
        } catch (IOException impossible) {
            throw new UncheckedIOException("metadata could not be written as JSON", impossible);
        }
    }
}
