package org.gatehouse.kit.config;

import static io.micronaut.context.env.PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE;
import static io.micronaut.context.env.PropertySource.PropertyConvention.JAVA_PROPERTIES;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.AbstractPropertySourceLoader;
import io.micronaut.context.env.EnvironmentPropertySource;
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

    private static final int BELOW_EVERYTHING = -1000;
    private static final int ABOVE_APPLICATION_YML = AbstractPropertySourceLoader.DEFAULT_POSITION + 50;
    private static final int BESIDE_ENVIRONMENT = EnvironmentPropertySource.POSITION + 1;

    @Override
    public void configure(ApplicationContextBuilder builder) {
        var environment = System.getenv();
        builder.banner(false)
                .eagerInitConfiguration(true)
                .propertySources(
                        new OrderedSource("gatehouse-defaults", defaults(), BELOW_EVERYTHING, JAVA_PROPERTIES),
                        new OrderedSource(
                                "gatehouse-config",
                                ExtraConfig.read(environment),
                                ABOVE_APPLICATION_YML,
                                JAVA_PROPERTIES),
                        new OrderedSource(
                                "gatehouse-files",
                                SettingFiles.read(environment),
                                BESIDE_ENVIRONMENT,
                                ENVIRONMENT_VARIABLE));
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
