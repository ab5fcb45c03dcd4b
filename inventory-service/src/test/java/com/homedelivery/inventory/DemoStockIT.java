package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.IntegrationTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@IntegrationTest
@TestPropertySource(properties = "DEMO_DATA=true")
class DemoStockIT {

    private static final UUID BANANAS = UUID.fromString("01900000-0000-7000-8000-000000000001");

    @Test
    void fillsTheShelvesOnceAndKeepsWhatWasChanged(
            @LocalServerPort int port,
            @Autowired AccessTokens tokens,
            @Autowired ApplicationRunner demo,
            @Autowired JdbcClient jdbc)
            throws Exception {
        InventoryClient client = new InventoryClient(port, tokens);
        assertThat(client.levelOf(BANANAS)).isEqualTo("180/0/180");

        client.put(BANANAS, Map.of("quantity", 33));
        demo.run(new DefaultApplicationArguments());

        assertThat(client.levelOf(BANANAS)).isEqualTo("33/0/33");
        assertThat(jdbc.sql("select count(*) from stock where product_id::text like '01900000-0000-7000-8000-%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(88);
    }
}
