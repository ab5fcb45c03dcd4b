package com.homedelivery.gateway;

import static com.homedelivery.gateway.GatewayResponses.PASSED_ON;
import static com.homedelivery.gateway.GatewayResponses.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
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
        api.get("/api/products").satisfies(PASSED_ON);
        api.get("/api/orders").satisfies(refusedWith(401, "UNAUTHORIZED"));
        api.get("/nowhere").satisfies(refusedWith(404, "NOT_FOUND"));
        ApiResult answer = ApiClient.to(managementPort, tokens).get("/actuator/prometheus");

        assertThat(answer.text())
                .contains(
                        timed("products", "SUCCESS"), timed("orders", "CLIENT_ERROR"), timed("nowhere", "CLIENT_ERROR"))
                .doesNotContain("http_server_requests", "spring_cloud_gateway")
                .contains(
                        "homedelivery_gateway_requests_uncounted_total", "homedelivery_gateway_requests_refused_total");
        api.get("/actuator/prometheus").satisfies(refusedWith(404, "NOT_FOUND"));
    }

    private static String timed(String route, String outcome) {
        return "homedelivery_gateway_requests_seconds_count{application=\"api-gateway\",outcome=\"" + outcome
                + "\",route=\"" + route + "\"}";
    }
}
