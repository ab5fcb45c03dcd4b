package com.homedelivery.shared.observability;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Stops the start when what operators read would be on the port that clients reach: when {@code MANAGEMENT_PORT} is the
 * service's own port, or is set and empty.
 */
class ManagementPortCheck implements EnvironmentPostProcessor {

    private static final String PORT = "management.server.port";

    /** @throws InvalidConfigurationPropertyValueException when both ports are the same */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (ManagementPortType.get(environment) == ManagementPortType.SAME) {
            throw new InvalidConfigurationPropertyValueException(
                    PORT,
                    environment.getProperty(PORT),
                    "It must be another port than the service's own: metrics are not for clients. Without"
                            + " MANAGEMENT_PORT there are none.");
        }
    }
}
