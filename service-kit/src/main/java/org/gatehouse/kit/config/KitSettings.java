package org.gatehouse.kit.config;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertySource;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Brings every service the common defaults, which its own application.yml may override, and settings from files. */
@ContextConfigurer
public final class KitSettings implements ApplicationContextConfigurer {

    private static final String DEFAULTS = "gatehouse-defaults.properties";

    /** Below every other source. */
    private static final int LOWEST = -1000;

    /** Beside the environment variables, which they extend. */
    private static final int BESIDE_ENVIRONMENT = EnvironmentPropertySource.POSITION + 1;

    @Override
    public void configure(ApplicationContextBuilder builder) {
        builder.banner(false)
                .eagerInitConfiguration(true)
                .propertySources(
                        new OrderedSource(
                                "gatehouse-defaults",
                                defaults(),
                                LOWEST,
                                PropertySource.PropertyConvention.JAVA_PROPERTIES),
                        new OrderedSource(
                                "gatehouse-files",
                                SettingFiles.read(System.getenv()),
                                BESIDE_ENVIRONMENT,
                                PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE));
    }

    private static Map<String, Object> defaults() {
        var properties = new Properties();
        try (var in =
                Objects.requireNonNull(KitSettings.class.getClassLoader().getResourceAsStream(DEFAULTS), DEFAULTS)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var map = new HashMap<String, Object>();
        properties.forEach((key, value) -> map.put((String) key, value));
        return map;
    }
}
