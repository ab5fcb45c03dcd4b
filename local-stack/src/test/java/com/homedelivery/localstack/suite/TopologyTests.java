package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopologyTests {

    private final Topology topology = Topology.homeDelivery();

    @Test
    void elevenServicesListenOnPorts3000To3010() {
        assertThat(topology.services())
                .extracting(Service::port)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(3000, 3010).boxed().toList());
    }

    @Test
    void noTwoServersOrServicesShareAPort() {
        assertThat(topology.servers().byName().values())
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(
                        topology.services().stream().map(Service::port).toList())
                .doesNotContainAnyElementsOf(topology.services().stream()
                        .map(Service::managementPort)
                        .toList());
    }

    @Test
    void aServiceIsToldWhereEverythingIs() {
        Service order = topology.named("order-service");

        Map<String, String> environment = topology.environment(order, "secret");

        assertThat(environment)
                .containsEntry("PORT", "3006")
                .containsEntry("MANAGEMENT_PORT", "9006")
                .containsEntry("JWT_SECRET", "secret")
                .containsEntry("DATABASE_URL", "jdbc:postgresql://127.0.0.1:15432/order_db")
                .containsEntry("KAFKA_BROKERS", "127.0.0.1:19092")
                .containsEntry("INVENTORY_SERVICE_URL", "http://localhost:3004")
                .doesNotContainKey("MONGODB_URI");
    }

    @Test
    void onlyServicesWithADatabaseHearOfOne() {
        Service cart = topology.named("cart-service");

        assertThat(topology.environment(cart, "secret")).doesNotContainKey("DATABASE_URL");
        assertThat(topology.databases()).contains("order_db", "auth_db").doesNotHaveDuplicates();
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> topology.named(List.of("oder-service")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("oder-service")
                .hasMessageContaining("order-service");
    }
}
