package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.TestPropertySource;

/** Metrics tell what is inside: they are to be had where they are asked for, on a port of their own. */
@TestPropertySource(
        properties = {"management.server.port=0", "management.endpoints.web.exposure.include=health,prometheus"})
class MetricsIT extends GatewayTest {

    @LocalManagementPort
    int managementPort;

    @Test
    void aPortOfTheirOwnShowsThem() {
        get("/api/products").isPassedOn();
        get("/api/orders").isRefusedWith(401, "UNAUTHORIZED");
        get("/nowhere").isRefusedWith(404, "NOT_FOUND");
        Answer answer =
                send(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + "/actuator/prometheus")));

        assertThat(answer.body())
                .contains(
                        timed("products", "SUCCESS"), timed("orders", "CLIENT_ERROR"), timed("nowhere", "CLIENT_ERROR"))
                .doesNotContain("http_server_requests", "spring_cloud_gateway")
                .contains(
                        "homedelivery_gateway_requests_uncounted_total", "homedelivery_gateway_requests_refused_total");
        get("/actuator/prometheus").isRefusedWith(404, "NOT_FOUND");
    }

    private static String timed(String route, String outcome) {
        return "homedelivery_gateway_requests_seconds_count{application=\"api-gateway\",outcome=\"" + outcome
                + "\",route=\"" + route + "\"}";
    }
}
