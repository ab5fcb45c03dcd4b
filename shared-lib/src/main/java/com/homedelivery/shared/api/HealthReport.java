package com.homedelivery.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Map;

/**
 * The answer of {@code GET /health}, without envelope.
 *
 * @param success whether everything this service depends on answers
 * @param dependencies by name, whether each answers
 */
@JsonPropertyOrder({"success", "service", "timestamp", "dependencies"})
public record HealthReport(boolean success, String service, Instant timestamp, Map<String, Boolean> dependencies) {

    public static HealthReport of(String service, Map<String, Boolean> dependencies, Instant now) {
        return new HealthReport(!dependencies.containsValue(false), service, now, dependencies);
    }
}
