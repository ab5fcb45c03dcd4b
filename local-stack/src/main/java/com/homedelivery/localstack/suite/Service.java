package com.homedelivery.localstack.suite;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One service of the suite.
 *
 * @param name also its folder and its Maven module
 * @param port where it listens
 * @param family which libraries it is built on
 * @param database its PostgreSQL database, if it has one
 * @param environment what it is told beside what all are told
 */
public record Service(
        String name, int port, Family family, Optional<String> database, Map<String, String> environment) {

    /** Its address on this machine. */
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** The same service, with a PostgreSQL database. */
    Service on(String database) {
        return new Service(name, port, family, Optional.of(database), environment);
    }

    /** The same service, told one thing more. */
    Service with(String variable, Object value) {
        return with(Map.of(variable, value.toString()));
    }

    /** The same service, told these things more. */
    Service with(Map<String, String> variables) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.putAll(variables);
        return new Service(name, port, family, database, more);
    }

    /** The same service on another port, so many higher. */
    Service movedBy(int ports) {
        return new Service(name, port + ports, family, database, environment);
    }
}
