package org.gatehouse.gateway.route;

import io.micronaut.context.annotation.Context;
import java.util.Collection;
import java.util.List;
import org.gatehouse.gateway.service.ServiceTargets;
import org.gatehouse.gateway.service.Services;
import org.gatehouse.kit.config.SettingException;
import org.jspecify.annotations.Nullable;

/**
 * The route table of the moment. A new one takes its place whole, between two requests, or not at all: what is refused
 * leaves the old one as it was.
 */
@Context
public final class Routes {

    /** What came of reading the routes anew. */
    public sealed interface Reloaded {

        record Swapped(int routes) implements Reloaded {}

        /** @param reasons each with the file and line where one is known */
        record Refused(List<String> reasons) implements Reloaded {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    private final ReadRoutes read;
    private final Services services;
    private final ServiceTargets targets;
    private Collection<ModuleRoute> modules = List.of();
    private volatile RouteTable current;
    private volatile Reloaded last;

    Routes(ReadRoutes read, Services services, ServiceTargets targets) {
        this.read = read;
        this.services = services;
        this.targets = targets;
        current = switch (build(List.of())) {
            case RouteTable.Built.Whole(var table) -> table;
            case RouteTable.Built.Refused(var reasons) ->
                throw new SettingException("gatehouse.routes", "are refused: " + String.join("; ", reasons));
        };
        last = new Reloaded.Swapped(current.rows().size());
    }

    public RouteTable current() {
        return current;
    }

    /** What came of the last change. */
    public Reloaded last() {
        return last;
    }

    /** Reads all that is written about routes once more. Reads files: not on an event loop. */
    public synchronized Reloaded reload() {
        return swap(modules);
    }

    /**
     * Takes these modules in the place of those there were; refused whole when one of them would take a path that is
     * somebody else's. Looks names up: not on an event loop.
     */
    public synchronized Reloaded replaceModules(Collection<ModuleRoute> registered) {
        var outcome = swap(List.copyOf(registered));
        if (outcome instanceof Reloaded.Swapped) {
            modules = List.copyOf(registered);
        }
        return outcome;
    }

    private Reloaded swap(Collection<ModuleRoute> with) {
        with.forEach(module -> targets.add(module.service(), module.urls()));
        last = switch (build(with)) {
            case RouteTable.Built.Whole(var table) -> {
                current = table;
                yield new Reloaded.Swapped(table.rows().size());
            }
            case RouteTable.Built.Refused(var reasons) -> new Reloaded.Refused(reasons);
        };
        return last;
    }

    private RouteTable.Built build(Collection<ModuleRoute> with) {
        return switch (read.read()) {
            case ReadRoutes.Written.Unreadable(var reason) -> new RouteTable.Built.Refused(List.of(reason));
            case ReadRoutes.Written.Routes(var configs, var file) -> {
                var built = RouteTable.of(configs, services.names(), List.of());
                yield switch (built) {
                    case RouteTable.Built.Refused(var reasons) ->
                        new RouteTable.Built.Refused(reasons.stream()
                                .map(reason -> located(reason, file))
                                .toList());
                    case RouteTable.Built.Whole(var table) when with.isEmpty() -> built;
                    case RouteTable.Built.Whole(var table) -> ModuleRoute.join(table, with, configs, services.names());
                };
            }
        };
    }

    private String located(String reason, RouteFile.Content.@Nullable Read content) {
        int colon = reason.indexOf(':');
        var line = content == null
                ? null
                : content.lineOf(reason.substring(0, colon)).orElse(null);
        return line == null
                ? reason
                : read.file().map(file -> file.path() + ":" + line + ": ").orElse("") + reason;
    }
}
