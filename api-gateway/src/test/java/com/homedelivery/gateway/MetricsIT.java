package com.homedelivery.gateway;

import static com.homedelivery.gateway.GatewayResponses.PASSED_ON;
import static com.homedelivery.gateway.GatewayResponses.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.StubService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Metrics tell what is inside: they are to be had where they are asked for, on a port of their own. */
class MetricsIT extends GatewayTest {

    @LocalManagementPort
    int managementPort;

    /** One that is known from the start: the gateway's routes ask for it, to be no routes there. */
    @DynamicPropertySource
    static void managementPort(DynamicPropertyRegistry registry) {
        int free = StubService.freePort();
        registry.add("MANAGEMENT_PORT", () -> free);
    }

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

    @Test
    void whoeverWatchesFindsTheProbesThere() {
        ApiClient management = ApiClient.to(managementPort, tokens);

        assertThat(management.get("/actuator/health/readiness").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(management.get("/actuator/health/liveness").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(management.get("/actuator/info").text()).contains("\"version\":\"");
        assertThat(management.get("/actuator/env").status()).isEqualTo(404);
        assertThat(List.of("/api/products", "/docs", "/docs/nothing", "/health"))
                .allSatisfy(path -> assertThat(management.get(path).status()).isEqualTo(404));
    }

    /** Who scrapes every few seconds, and asks whether the process lives, is no client: never refused, never measured. */
    @Test
    void whoWatchesIsNotCounted() {
        ApiClient management = ApiClient.to(managementPort, tokens);
        for (int i = 0; i < 3; i++) {
            assertThat(management.get("/actuator/health/liveness").header("X-RateLimit-Remaining"))
                    .isNull();
        }

        assertThat(management.get("/actuator/prometheus").text()).doesNotContain("route=\"actuator\"");
    }

    private static String timed(String route, String outcome) {
        return "homedelivery_gateway_requests_seconds_count{application=\"api-gateway\",outcome=\"" + outcome
                + "\",route=\"" + route + "\"}";
    }
}
