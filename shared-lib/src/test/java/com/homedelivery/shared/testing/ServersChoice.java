package com.homedelivery.shared.testing;

import java.util.Locale;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.ClassUtils;
import org.testcontainers.DockerClientFactory;

/** Docker or not, decided once a JVM. */
enum ServersChoice {
    AUTO,
    DOCKER,
    EMBEDDED;

    static final TestServers SERVERS = wanted().servers();

    private static final String PROPERTY = "homedelivery.test.servers";
    private static final String VARIABLE = "HOMEDELIVERY_TEST_SERVERS";

    private static ServersChoice wanted() {
        String fromEnvironment = System.getenv().getOrDefault(VARIABLE, AUTO.name());
        return valueOf(System.getProperty(PROPERTY, fromEnvironment).toUpperCase(Locale.ROOT));
    }

    private TestServers servers() {
        return switch (this) {
            case AUTO -> dockerAnswers() ? new DockerServers() : new EmbeddedServers();
            case DOCKER -> new DockerServers();
            case EMBEDDED -> new EmbeddedServers();
        };
    }

    private static boolean dockerAnswers() {
        ClassLoader classLoader = ServersChoice.class.getClassLoader();
        if (!ClassUtils.isPresent("org.testcontainers.DockerClientFactory", classLoader)) {
            return false;
        }
        // That there is no Docker is no error here, but Testcontainers reports it as one.
        LoggingSystem logging = LoggingSystem.get(classLoader);
        logging.setLogLevel("org.testcontainers", LogLevel.OFF);
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } finally {
            logging.setLogLevel("org.testcontainers", null);
        }
    }
}
