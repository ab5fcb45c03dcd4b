package com.homedelivery.localstack.suite;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One service of the suite.
 *
 * @param name also its folder and its Maven module
 * @param port where it listens
 * @param profile which libraries it is built on
 * @param database its PostgreSQL database, if it has one
 * @param environment the variables that it gets beside what all get
 */
public record Service(
        String name, int port, AotProfile profile, Optional<String> database, Map<String, String> environment) {

    private static final int HEALTH_TIMEOUT_MILLIS = 3_000;

    /** A service without a database. */
    Service(String name, int port, AotProfile profile) {
        this(name, port, profile, Optional.empty(), Map.of());
    }

    /** Its address on this machine. */
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** Where it shows its metrics and probes; 0, which is any, when its own port is any. */
    public int managementPort() {
        return port == 0 ? 0 : port + 6_000;
    }

    /** Whether {@code GET /health} is answered with 200 within a few seconds. */
    public boolean isHealthy() {
        try {
            URLConnection connection = address().resolve("/health").toURL().openConnection();
            connection.setConnectTimeout(HEALTH_TIMEOUT_MILLIS);
            connection.setReadTimeout(HEALTH_TIMEOUT_MILLIS);
            return ((HttpURLConnection) connection).getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notReachable) {
            return false;
        }
    }

    /** The variable that gives others its address, such as {@code ORDER_SERVICE_URL}. */
    public String addressVariable() {
        return name.replace('-', '_').toUpperCase(Locale.ROOT) + "_URL";
    }

    /** The same service, with a PostgreSQL database. */
    Service on(String database) {
        return new Service(name, port, profile, Optional.of(database), environment);
    }

    /** The same service, with these variables more. */
    public Service with(Map<String, String> variables) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.putAll(variables);
        return new Service(name, port, profile, database, more);
    }

    /** The same service on another port. */
    public Service at(int otherPort) {
        return new Service(name, otherPort, profile, database, environment);
    }
}
