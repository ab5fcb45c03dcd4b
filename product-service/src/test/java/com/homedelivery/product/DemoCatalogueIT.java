package com.homedelivery.product;

import static com.homedelivery.product.ProductClient.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.IntegrationTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@TestPropertySource(properties = "DEMO_DATA=true")
class DemoCatalogueIT {

    private static final String BANANAS = "01900000-0000-7000-8000-000000000001";

    @Test
    void fillsTheShelvesOnceAndKeepsWhatWasChanged(
            @LocalServerPort int port, @Autowired AccessTokens tokens, @Autowired ApplicationRunner demo)
            throws Exception {
        ProductClient client = new ProductClient(port, tokens);
        JsonNode some = data(client.get("/products?q=bananas&category=Fruit"));
        assertThat(some.get(0).get("id").asString()).isEqualTo(BANANAS);
        assertThat(data(client.get("/products/categories")).size()).isGreaterThanOrEqualTo(8);

        client.put(BANANAS, Map.of("name", "Bananas", "category", "Fruit", "price", 9.99));
        int before = data(client.get("/products")).size();
        demo.run(new DefaultApplicationArguments());

        assertThat(before).isGreaterThanOrEqualTo(80);
        assertThat(data(client.get("/products"))).hasSize(before);
        assertThat(data(client.get("/products/" + BANANAS)).get("price").decimalValue())
                .isEqualByComparingTo("9.99");
    }
}
