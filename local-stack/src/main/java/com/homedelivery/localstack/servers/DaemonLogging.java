package com.homedelivery.localstack.servers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * How the daemon logs: its own news, and of the servers inside it only what is wrong. Named on the command line as
 * {@code java.util.logging.config.class}.
 */
public final class DaemonLogging {

    private static final String SETTINGS = """
            handlers=java.util.logging.ConsoleHandler
            java.util.logging.SimpleFormatter.format=%1$tF %1$tT.%1$tL %4$s %3$s - %5$s%6$s%n
            .level=WARNING
            com.homedelivery.level=INFO
            """;

    /** Called by the log manager. */
    public DaemonLogging() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.UTF_8)));
    }
}
