package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.IntegrationTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(ProductClient.class)
@TestPropertySource(properties = "DEMO_DATA=true")
class DemoCatalogueIT {

    private static final String BANANAS = "01900000-0000-7000-8000-000000000001";

    @Test
    void fillsTheCatalogueOnceAndKeepsWhatWasChanged(@Autowired ProductClient client, @Autowired ApplicationRunner demo)
            throws Exception {
        JsonNode bananas = client.get("/products/" + BANANAS).data();
        assertThat(bananas.get("name").asString()).isEqualTo("Bananas, bunch of 5");
        assertThat(bananas.get("category").asString()).isEqualTo("Fruit");
        assertThat(client.get("/products/categories").data().size()).isGreaterThanOrEqualTo(8);

        client.put(BANANAS, Map.of("name", "Bananas", "category", "Fruit", "price", 9.99));
        int before = client.get("/products").data().size();
        demo.run(new DefaultApplicationArguments());

        assertThat(before).isGreaterThanOrEqualTo(80);
        assertThat(client.get("/products").data()).hasSize(before);
        assertThat(client.get("/products/" + BANANAS).data().get("price").decimalValue())
                .isEqualByComparingTo("9.99");
    }
}
