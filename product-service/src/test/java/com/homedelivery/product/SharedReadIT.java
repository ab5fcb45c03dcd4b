package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Concurrent requests share one read. */
@IntegrationTest
@TestPropertySource(properties = "homedelivery.product.revision-max-staleness=1h")
@Import({ProductClient.class, StatementRecorder.class})
class SharedReadIT {

    /** An instance receives its own notifications too, and then reads the revision again: maybe in the next test. */
    private static final long A_FEW = 10;

    @Autowired
    StatementRecorder recorder;

    @Autowired
    ProductClient client;

    @Test
    void aThousandReadersOfOneProductMakeOneQuery() {
        String id = client.add("Bananas", "Fruit", 1.49);
        recorder.clear();

        assertThat(AtOnce.run(
                        1000,
                        () -> client.get("/products/" + id).data().get("name").asString()))
                .containsOnly("Bananas");

        assertThat(recorder.count("from products")).isEqualTo(1);
        assertThat(recorder.count("from catalogue_revision")).isBetween(1L, A_FEW);
    }

    @Test
    void aHundredReadersOfAListMakeOneQueryForIt() {
        client.add("Bananas", "Fruit", 1.49);
        recorder.clear();

        AtOnce.run(
                100,
                () -> client.get("/products?category=Fruit&limit=5&sort=newest").data());

        assertThat(recorder.count("from products")).isEqualTo(1);
        assertThat(recorder.count("from category_counts")).isEqualTo(1);
        assertThat(recorder.count("from catalogue_revision")).isBetween(1L, A_FEW);
    }

    @Test
    void ofManyProductsOnlyThoseAreReadThatAreNotCached() {
        String bananas = client.add("Bananas", "Fruit", 1.49);
        String apples = client.add("Apples", "Fruit", 1.49);
        client.get("/products/" + bananas);
        client.get("/products/" + apples);
        recorder.clear();

        assertThat(client.get("/products?ids={a},{b}", bananas, apples).data()).hasSize(2);
        client.get("/products/" + bananas).hasStatus(200);

        assertThat(recorder.count("from products")).isZero();
    }
}
