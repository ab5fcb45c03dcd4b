package com.homedelivery.product;

import static com.homedelivery.product.ProductClient.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What many ask for at once is read once. */
@IntegrationTest
@TestPropertySource(properties = "homedelivery.product.revision-trust=1h")
@Import(StatementRecorder.class)
class SharedReadIT {

    /**
     * What this instance tells the others it hears itself, and then asks again: a moment later, which may be in the next
     * test.
     */
    private static final long A_FEW = 10;

    @Autowired
    StatementRecorder recorder;

    ProductClient client;

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired AccessTokens tokens) {
        client = new ProductClient(port, tokens);
    }

    @Test
    void aThousandReadersOfOneProductMakeOneQuery() {
        String id = client.added("Bananas", "Fruit", 1.49);
        recorder.clear();

        assertThat(AtOnce.run(
                        1000,
                        () -> data(client.get("/products/" + id)).get("name").asString()))
                .containsOnly("Bananas");

        assertThat(recorder.count("from products")).isEqualTo(1);
        assertThat(recorder.count("from catalogue_revision")).isBetween(1L, A_FEW);
    }

    @Test
    void aHundredReadersOfAListMakeOneQueryForIt() {
        client.added("Bananas", "Fruit", 1.49);
        recorder.clear();

        AtOnce.run(100, () -> data(client.get("/products?category=Fruit&limit=5&sort=newest")));

        assertThat(recorder.count("from products")).isEqualTo(1);
        assertThat(recorder.count("from category_counts")).isEqualTo(1);
        assertThat(recorder.count("from catalogue_revision")).isBetween(1L, A_FEW);
    }

    @Test
    void ofManyProductsOnlyThoseAreReadThatAreNotKnown() {
        String bananas = client.added("Bananas", "Fruit", 1.49);
        String apples = client.added("Apples", "Fruit", 1.49);
        client.get("/products/" + bananas);
        client.get("/products/" + apples);
        recorder.clear();

        assertThat(data(client.get("/products?ids={a},{b}", bananas, apples))).hasSize(2);
        client.get("/products/" + bananas).expectStatus().isOk();

        assertThat(recorder.count("from products")).isZero();
    }
}
