package org.gatehouse.kit.start;

import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.kit.config.SettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a service, or ends the process with one line that says which setting or resource stood in the way. */
public final class ServiceStart {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceStart.class);

    /** Netty's default, "adaptive", costs a request through edge and relay a tenth more (docs/benchmarks.md). */
    private static final String ALLOCATOR = "io.netty.allocator.type";

    private ServiceStart() {}

    public static void run(Class<?> application, String... args) {
        System.getProperties().putIfAbsent(ALLOCATOR, "pooled");
        try {
            new Launcher().mainClass(application).args(args).start();
        } catch (SettingException e) {
            refuse(new StartFailure(property -> Optional.empty()), e);
        }
    }

    /** What stood in the way, in words for an operator; empty when nobody has foreseen it. */
    public static Optional<String> describe(Throwable failure) {
        return new StartFailure(property -> Optional.empty()).describe(failure);
    }

    private static void refuse(StartFailure description, Throwable failure) {
        description
                .describe(failure)
                .ifPresentOrElse(
                        line -> LOG.error("Refusing to start: {}", line),
                        () -> LOG.error("Refusing to start because of an unforeseen error", failure));
        System.exit(1);
    }

    private static Optional<String> rawProperty(Environment environment, String property) {
        return environment.getPropertySources().stream()
                .map(source -> source.get(property))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(raw -> raw.contains("${"))
                .findFirst();
    }

    private static final class Launcher extends Micronaut {

        @Override
        protected void handleStartupException(Environment environment, Throwable exception) {
            refuse(new StartFailure(property -> rawProperty(environment, property)), exception);
        }
    }
}
