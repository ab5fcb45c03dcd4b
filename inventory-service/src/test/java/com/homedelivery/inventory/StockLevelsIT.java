package com.homedelivery.inventory;

import static com.homedelivery.inventory.InventoryClient.data;
import static com.homedelivery.inventory.InventoryClient.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.IntegrationTest;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
class StockLevelsIT {

    InventoryClient client;

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired AccessTokens tokens) {
        client = new InventoryClient(port, tokens);
    }

    @Test
    void anybodySeesHowMuchThereIsOfSeveralProducts() {
        UUID bananas = client.stocked(30);
        UUID apples = client.stocked(7);
        UUID plums = UUID.randomUUID();
        client.reserved(new InventoryClient.Line(apples, 2));

        var answer = client.get("/inventory?ids=%s,%s,product-uuid,%s,%s".formatted(apples, plums, bananas, apples));

        answer.expectStatus().isOk();
        assertThat(data(answer).toString())
                .isEqualTo(("[{\"productId\":\"%s\",\"quantity\":7,\"reserved\":2,\"available\":5},"
                                + "{\"productId\":\"%s\",\"quantity\":0,\"reserved\":0,\"available\":0},"
                                + "{\"productId\":\"product-uuid\",\"quantity\":0,\"reserved\":0,\"available\":0},"
                                + "{\"productId\":\"%s\",\"quantity\":30,\"reserved\":0,\"available\":30}]")
                        .formatted(apples, plums, bananas));
        assertThat(data(client.get("/inventory?ids="))).isEmpty();
    }

    @Test
    void atMostAHundredAreSeenAtOnce() {
        String tooMany = IntStream.range(0, 101)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .collect(Collectors.joining(","));

        assertThat(error(client.get("/inventory?ids=" + tooMany)).get("code").asString())
                .isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void theWholeListStaysAnAdmins() {
        client.get("/inventory").expectStatus().isUnauthorized();
        client.get("/inventory?lowStock=true").expectStatus().isUnauthorized();
        client.get(Role.USER, "/inventory").expectStatus().isForbidden();
        client.get(Role.ADMIN, "/inventory").expectStatus().isOk();
    }
}
