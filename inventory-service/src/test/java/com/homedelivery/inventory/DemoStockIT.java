package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "DEMO_DATA=true")
class DemoStockIT extends InventoryServiceTest {

    private static final UUID BANANAS = UUID.fromString("01900000-0000-7000-8000-000000000001");

    @Test
    void recordsTheDemoStockOnceAndKeepsWhatWasChanged(@Autowired ApplicationRunner demo) throws Exception {
        assertThat(inventory.levelOf(BANANAS)).isEqualTo("180/0/180");

        inventory.put(BANANAS, Map.of("quantity", 33));
        demo.run(new DefaultApplicationArguments());

        assertThat(inventory.levelOf(BANANAS)).isEqualTo("33/0/33");
        assertThat(jdbc.sql("select count(*) from stock where product_id::text like '01900000-0000-7000-8000-%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(352);
    }
}
