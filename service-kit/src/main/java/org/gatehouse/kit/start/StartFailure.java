package org.gatehouse.kit.start;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.kit.config.SettingException;

/**
 * Says in one line why a service does not start. The framework names properties and classes; a stranger knows the
 * environment variables, which the raw value of the property ({@code ${GATEHOUSE_X:default}}) still tells.
 */
final class StartFailure {

    /** The epoll transport has no exception of its own for it. */
    private static final Pattern NATIVE_BIND = Pattern.compile("bind\\(\\.\\.\\) failed with error.*");

    private static final Pattern UNSET = Pattern.compile("Could not resolve placeholder \\$\\{(\\w+)");
    private static final Pattern ABSENT =
            Pattern.compile("Error resolving property value \\[([^\\]]+)]\\. Property doesn't exist");
    private static final Pattern UNREADABLE = Pattern.compile(
            "Error resolving property value \\[([^\\]]+)]\\. Unable to convert value .* to target type \\[([^\\]]+)]",
            Pattern.DOTALL);
    private static final Pattern INVALID =
            Pattern.compile("constraint violations:\\[\\s+([\\w.$]+)\\.(\\w+) - ([^\\n]+)");
    private static final Pattern PORT = Pattern.compile("port out of range:(-?\\d+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

    private final Function<String, Optional<String>> rawProperty;

    /** @param rawProperty the value of a property before its placeholders are resolved */
    StartFailure(Function<String, Optional<String>> rawProperty) {
        this.rawProperty = rawProperty;
    }

    Optional<String> describe(Throwable failure) {
        return find(failure, SettingException.class)
                .map(Throwable::getMessage)
                .or(() -> match(failure, UNSET).map(hit -> hit.group(1) + " is not set"))
                .or(() -> match(failure, ABSENT).map(hit -> setting(hit.group(1)) + " is not set"))
                .or(() -> match(failure, UNREADABLE)
                        .map(hit -> "%s is no valid %s".formatted(setting(hit.group(1)), hit.group(2))))
                .or(() -> match(failure, INVALID).map(this::violation))
                .or(() -> listening(failure))
                .or(() -> find(failure, SQLException.class).map(e -> "the database cannot be used: " + e.getMessage()));
    }

    private static Optional<String> listening(Throwable failure) {
        return find(failure, BindException.class)
                .map(Throwable::toString)
                .or(() -> match(failure, NATIVE_BIND).map(MatchResult::group))
                .map(bind -> "the address to listen on is taken or not ours: " + firstLine(failure))
                .or(() -> find(failure, UnresolvedAddressException.class)
                        .map(e -> "GATEHOUSE_BIND_ADDRESS cannot be resolved"))
                .or(() -> match(failure, PORT).map(hit -> "a port to listen on is out of range: " + hit.group(1)));
    }

    private String violation(MatchResult hit) {
        var property = prefix(hit.group(1)).map(prefix -> prefix + "." + kebab(hit.group(2)));
        return property.map(this::setting).orElse(hit.group(2)) + " "
                + hit.group(3).strip();
    }

    private String setting(String property) {
        return rawProperty.apply(property).flatMap(StartFailure::variable).orElse(property);
    }

    private static Optional<String> variable(String raw) {
        var matcher = VARIABLE.matcher(raw);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> prefix(String className) {
        try {
            var type = Class.forName(className);
            return Optional.ofNullable(type.getAnnotation(ConfigurationProperties.class))
                    .map(ConfigurationProperties::value);
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String firstLine(Throwable failure) {
        return Objects.toString(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static Optional<MatchResult> match(Throwable failure, Pattern pattern) {
        return chain(failure)
                .map(each -> pattern.matcher(Objects.toString(each.getMessage())))
                .filter(Matcher::find)
                .map(Matcher::toMatchResult)
                .findFirst();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return chain(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(30);
    }
}
