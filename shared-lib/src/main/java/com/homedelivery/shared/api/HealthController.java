package com.homedelivery.shared.api;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health}: is this service up, and does what it depends on answer? */
@RestController
class HealthController {

    /** Names of Spring's health indicators and what clients call the same thing. */
    private static final Map<String, String> DEPENDENCIES =
            Map.of("db", "database", "mongo", "database", "redis", "redis");

    private final String service;
    private final HealthContributorRegistry contributors;

    HealthController(String service, HealthContributorRegistry contributors) {
        this.service = service;
        this.contributors = contributors;
    }

    /** Tells whether the service is up, and what it depends on. */
    @GetMapping("/health")
    ResponseEntity<HealthReport> health() {
        Map<String, Boolean> dependencies = new TreeMap<>();
        for (HealthContributors.Entry entry : contributors) {
            String name = DEPENDENCIES.get(entry.name());
            if (name != null && entry.contributor() instanceof HealthIndicator indicator) {
                dependencies.put(name, isUp(indicator));
            }
        }
        HealthReport report = HealthReport.of(service, dependencies, Instant.now());
        return ResponseEntity.status(report.success() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(report);
    }

    private static boolean isUp(HealthIndicator indicator) {
        var health = indicator.health(false);
        return health != null && Status.UP.equals(health.getStatus());
    }
}
