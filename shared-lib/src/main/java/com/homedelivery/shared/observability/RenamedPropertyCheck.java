package com.homedelivery.shared.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Stops the start when a property is set by a name of {@code homedelivery-renamed.properties}, in whichever way Spring Boot
 * takes properties: nothing reads it any more, and whoever has set it would not notice.
 */
class RenamedPropertyCheck implements EnvironmentPostProcessor {

    private static final String FILE = "homedelivery-renamed.properties";

    /** @throws RenamedPropertyException when there are such properties */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Properties renamed = renamed();
        List<String> set = new ArrayList<>();
        for (String name : new TreeSet<>(renamed.stringPropertyNames())) {
            for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
                ConfigurationProperty property = source.getConfigurationProperty(ConfigurationPropertyName.of(name));
                if (property != null) {
                    set.add(describe(property, renamed.getProperty(name)));
                }
            }
        }
        if (!set.isEmpty()) {
            throw new RenamedPropertyException(set);
        }
    }

    private static Properties renamed() {
        try {
            return PropertiesLoaderUtils.loadProperties(new ClassPathResource(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the value, which may be a secret. */
    private static String describe(ConfigurationProperty property, String today) {
        return "%s, set by %s: %s"
                .formatted(
                        property.getName(),
                        property.getOrigin(),
                        today.isEmpty() ? "gone, its default stays" : "now " + today);
    }
}
