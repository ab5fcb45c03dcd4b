package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** How often suggestions and searches ask the database: somebody waits for them with each letter. */
@IntegrationTest
@Import({ProductClient.class, StatementRecorder.class})
@TestPropertySource(
        properties = {
            "spring.application.name=search_statements",
            "homedelivery.product.revision-max-staleness=1h",
            "homedelivery.product.stock-poll-every=1h"
        })
class SearchStatementsIT {

    /** One for the words, one for the products. */
    private static final int STATEMENTS = 2;

    @Autowired
    ProductClient client;

    @Autowired
    StatementRecorder recorder;

    @BeforeEach
    void addProducts() {
        client.add("Whole Milk", "Dairy", 1);
        client.add("Vanilla Ice Cream", "Frozen", 2);
        client.add("Dark Chocolate", "Snacks", 2);
        client.get("/products/categories").hasStatus(200);
        recorder.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m",
                "mil",
                "milk",
                "hole",
                "icecream",
                "chocalate",
                "dark cho",
                "zzzz",
                "drak chocalate icecream milx zzzz"
            })
    void aSuggestionAsksOnceForTheWordsAndOnceForTheProducts(String text) {
        client.get("/products/suggest?q={text}", text).hasStatus(200);

        assertThat(statements()).isEqualTo(STATEMENTS);
    }

    @Test
    void whatHasBeenSuggestedLatelyAsksForNothing() {
        String path = "/products/suggest?q=kef";
        client.add("Kefir", "Dairy", 2);
        assertThat(client.get(path).data().at("/products/0/name").asString()).isEqualTo("Kefir");
        recorder.clear();

        AtOnce.run(20, () -> client.get(path).hasStatus(200));

        assertThat(statements()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"milk, 3", "mlik, 3", "dark milk, 4"})
    void aSearchAsksForWordsAndProductsAndFacets(String text, int statements) {
        assertThat(client.get("/products/search?q={text}", text).data().get("items"))
                .isNotEmpty();

        assertThat(statements()).isEqualTo(statements);
    }

    /** Of the catalogue: others are of jobs in the background. */
    private long statements() {
        return recorder.count("from search_", "from products", "from categories");
    }
}
