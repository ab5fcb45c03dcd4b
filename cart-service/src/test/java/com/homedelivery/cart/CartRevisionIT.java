package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two tabs of one customer, which do not overwrite what the other has done. */
class CartRevisionIT extends CartServiceTest {

    @Test
    void everyAnswerWithACartHasItsRevisionAsEtag() {
        for (ApiResult answer : List.of(
                customer.get("/cart"),
                add(customer, milk, 2),
                setQuantity(customer, milk, 3),
                customer.post("/cart/acknowledge"),
                remove(customer, milk))) {
            assertThat(answer.header("ETag"))
                    .isEqualTo("\"" + answer.data().get("revision").asLong() + "\"");
        }
    }

    @Test
    void aReadIsNeverAnsweredNotModified() {
        ApiResult read = add(customer, milk, 2);

        customer.withHeader("If-None-Match", String.valueOf(read.header("ETag")))
                .get("/cart")
                .hasStatus(200);
    }

    @Test
    void whatAnOutdatedTabWantsIsRefusedAndChangesNothing() {
        String outdated = String.valueOf(add(customer, milk, 2).header("ETag"));
        add(customer, milk, 1);
        ApiClient tab = customer.withHeader("If-Match", outdated);
        List<Function<ApiClient, ApiResult>> changes = List.of(
                client -> add(client, milk, 1),
                client -> setQuantity(client, milk, 5),
                client -> remove(client, milk),
                client -> client.post("/cart/items/" + milk + "/save"),
                client -> client.delete("/cart"));

        for (Function<ApiClient, ApiResult> change : changes) {
            change.apply(tab).hasError(409, "CONFLICT");
            assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 3));
        }
        for (Function<ApiClient, ApiResult> change : changes) {
            String latest = String.valueOf(add(customer, milk, 1).header("ETag"));
            change.apply(customer.withHeader("If-Match", latest)).hasStatus(200);
        }
    }

    @Test
    void theFirstOfTwoTabsWins() {
        ApiClient tab = customer.withHeader(
                "If-Match", String.valueOf(add(customer, milk, 1).header("ETag")));

        List<ApiResult> answers = AtOnce.run(10, () -> add(tab, milk, 1));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(9);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 2));
    }

    @Test
    void aCartThatIsNotThereHasRevisionZero() {
        ApiClient tab = customer.withHeader("If-Match", "\"0\"");

        add(tab, milk, 1).hasStatus(200);
        add(tab, milk, 1).hasError(409, "CONFLICT");
    }

    @Test
    void anyCartWillDoForAStar() {
        add(customer.withHeader("If-Match", "*"), milk, 1).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"x\"", "\"1\", \"2\"", "W/1"})
    void refusesWhatIsNoEtagOfACart(String ifMatch) {
        add(customer.withHeader("If-Match", ifMatch), milk, 1)
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("If-Match");
    }
}
