package com.homedelivery.dashboard.metrics;

import com.homedelivery.dashboard.metrics.ServiceReading.Health;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a service how it is, and for its metrics. */
final class ServiceClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient http;

    ServiceClient(HttpClient http) {
        this.http = http;
    }

    /** Takes some seconds at most, and fails never. */
    ServiceReading read(ServiceAddress service) throws InterruptedException {
        Health health = Health.DOWN;
        List<String> missing = List.of();
        try {
            HttpResponse<String> answer = get(service.address().resolve("/health"));
            missing = missingIn(answer.body());
            health = answer.statusCode() == OK ? Health.UP : Health.DEGRADED;
        } catch (IOException notReachable) {
            // That is what is told.
        }
        return new ServiceReading(service.name(), health, missing, metrics(service));
    }

    private static List<String> missingIn(String report) {
        try {
            JsonNode dependencies = JsonMapper.shared().readTree(report).path("dependencies");
            return dependencies.properties().stream()
                    .filter(dependency -> !dependency.getValue().asBoolean(true))
                    .map(Map.Entry::getKey)
                    .toList();
        } catch (JacksonException somethingElse) {
            return List.of();
        }
    }

    private List<Sample> metrics(ServiceAddress service) throws InterruptedException {
        try {
            HttpResponse<String> answer = get(service.management().resolve("/actuator/prometheus"));
            return answer.statusCode() == OK ? Sample.parse(answer.body()) : List.of();
        } catch (IOException notReachable) {
            return List.of();
        }
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Accept", "text/plain;version=0.0.4, application/json;q=0.5")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
