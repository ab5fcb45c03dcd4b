package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.cart.application.CartRef;
import com.homedelivery.cart.application.Carts;
import com.homedelivery.cart.application.GuestCarts;
import com.homedelivery.cart.application.GuestTokens;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.CartMerge;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.EventPublisher;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Carts without an account, and what becomes of them at login. */
class GuestCartIT extends CartServiceTest {

    @Autowired
    private Carts carts;

    @Autowired
    private GuestCarts guestCarts;

    @Autowired
    private GuestTokens tokens;

    private String token;
    private ApiClient guest;
    private UUID coffee;

    @BeforeEach
    void newGuest() {
        token = newGuestToken();
        guest = api.anonymous().withHeader("X-Cart-Token", token);
        coffee = catalogue.sell("Coffee", "19.50");
    }

    @Test
    void aGuestHasACartLikeACustomer() {
        assertThat(quantitiesOf(guest)).isEmpty();
        add(guest, milk, 2).hasStatus(200);
        add(guest, coffee, 1).hasStatus(200);
        setQuantity(guest, milk, 3).hasStatus(200);
        remove(guest, coffee).hasStatus(200);

        assertThat(quantitiesOf(guest)).isEqualTo(Map.of(milk, 3));
        guest.post("/cart/acknowledge").hasStatus(200);
        assertThat(guest.post("/cart/validate").data().get("valid").asBoolean()).isFalse();
        guest.delete("/cart").hasStatus(200);
        assertThat(quantitiesOf(guest)).isEmpty();
    }

    @Test
    void nothingIsKeptOfACartThatNothingWasPutInto() {
        assertThat(redis.hasKey(guestKey())).isFalse();

        add(guest, milk, 1);

        assertThat(redis.hasKey(guestKey())).isTrue();
        assertThat(redis.getExpire(guestKey())).isBetween(86_000L, 86_400L);
    }

    @Test
    void theTokenIsKeptNowhere() {
        JsonNode cart = add(guest, milk, 1).data();

        assertThat(cart.toString()).doesNotContain(token);
        assertThat(redis.keys("*" + token + "*")).isEmpty();
        assertThat(redis.opsForHash().entries(guestKey()).toString()).doesNotContain(token);
        assertThat(cart.get("userId").asString()).isEqualTo(cartId().toString());
    }

    @Test
    void nobodyGetsAtACartByItsId() {
        UUID cartId = UUID.fromString(add(guest, milk, 1).data("userId"));

        api.anonymous()
                .withHeader("X-Cart-Token", cartId.toString())
                .get("/cart")
                .hasError(401, "INVALID_TOKEN");
        assertThat(quantitiesOf(api.anonymous()
                        .withHeader("X-Cart-Token", tokens.create().text())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "x", "*", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesWhatIsNoToken(String text) {
        api.anonymous().withHeader("X-Cart-Token", text).get("/cart").hasError(401, "INVALID_TOKEN");
    }

    @Test
    void whoeverIsSignedInHasTheAccountsCart() {
        add(guest, milk, 1);

        assertThat(quantitiesOf(customer.withHeader("X-Cart-Token", token))).isEmpty();
        api.withToken("not.a.token")
                .withHeader("X-Cart-Token", token)
                .get("/cart")
                .hasError(401, "INVALID_TOKEN");
    }

    @Test
    void aGuestHasACartAndNothingElse() {
        for (ApiResult answer : List.of(
                guest.get("/cart/saved"),
                guest.post("/cart/items/" + milk + "/save"),
                guest.post("/cart/saved/" + milk + "/restore"),
                guest.delete("/cart/saved/" + milk),
                guest.post("/cart/merge", Map.of("guestToken", token)),
                guest.get("/ops/dead-letters"),
                guest.get("/personal-data/" + customer.userId()),
                guest.call(HttpMethod.GET, "/cart/items", null))) {
            assertThat(answer.status()).as(answer.toString()).isIn(401, 405);
        }
        api.anonymous().get("/cart").hasError(401, "UNAUTHORIZED");
        add(api.anonymous(), milk, 1).hasError(401, "UNAUTHORIZED");
    }

    @Test
    void atLoginTheLargerQuantityOfBothCartsCounts() {
        UUID bread = catalogue.sell("Bread", "0.99");
        add(guest, milk, 2);
        add(guest, coffee, 5);
        add(customer, bread, 4);
        add(customer, milk, 3);

        ApiResult merged = merge(customer);

        merged.hasStatus(200);
        assertThat(merged.data().has("leftOut")).isFalse();
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(bread, 4, milk, 3, coffee, 5));
        assertThat(merged.data()
                        .get("items")
                        .valueStream()
                        .map(item -> item.get("productId").asString()))
                .containsExactly(bread.toString(), milk.toString(), coffee.toString());
        assertThat(merged.data()).isEqualTo(customer.get("/cart").data());
    }

    @Test
    void theSameRequestAgainChangesNothing() {
        add(guest, milk, 2);
        merge(customer).hasStatus(200);
        setQuantity(customer, milk, 1);
        long revision = revisionOf(customer);

        merge(customer).hasStatus(200);

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 1));
        assertThat(revisionOf(customer)).isEqualTo(revision);
    }

    @Test
    void aMergedTokenIsSpent() {
        add(guest, milk, 2);
        merge(customer).hasStatus(200);

        guest.get("/cart").hasError(401, "INVALID_TOKEN");
        add(guest, coffee, 1).hasError(401, "INVALID_TOKEN");
        setQuantity(guest, milk, 1).hasError(401, "INVALID_TOKEN");
        guest.delete("/cart").hasError(401, "INVALID_TOKEN");
        merge(api.asCustomer()).hasError(404, "NOT_FOUND");
        assertThat(redis.opsForHash().keys(guestKey())).containsExactly("mergedInto");
        assertThat(redis.getExpire(guestKey())).isPositive();
    }

    @Test
    void anEmptyCartIsMergedWithoutHarm() {
        add(customer, milk, 2);

        merge(customer).hasStatus(200);
        customer.post("/cart/merge", Map.of("guestToken", "nonsense")).hasError(404, "NOT_FOUND");
        customer.post("/cart/merge", "{}").hasError(400, "VALIDATION_ERROR").hasFieldError("guestToken");

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 2));
        add(guest, coffee, 1).hasStatus(200);
    }

    @Test
    void whateverStopsAMergeTheNextRequestEndsIt() {
        add(guest, milk, 2);
        add(customer, coffee, 1);
        UUID guestId = cartId();

        Cart sealed = guestCarts.seal(guestId, customer.userId());
        add(guest, milk, 3).hasError(401, "INVALID_TOKEN");
        merge(api.asCustomer()).hasError(404, "NOT_FOUND");
        Cart present = carts.find(customer.userId());
        guestCarts.mergeInto(
                CartRef.ofCustomer(customer.userId(), present.revision()),
                guestId,
                CartMerge.of(present, sealed).taken());
        setQuantity(customer, milk, 1);

        merge(customer).hasStatus(200);

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 1, coffee, 1));
        assertThat(redis.opsForHash().keys(guestKey())).containsExactly("mergedInto");
    }

    @Test
    void manyMergesAtOnceAreOne() {
        add(guest, milk, 7);
        add(customer, coffee, 1);
        ApiClient other = api.asCustomer();

        List<ApiResult> answers = AtOnce.run(Stream.of(customer, other)
                .flatMap(who -> IntStream.range(0, 8).<Supplier<ApiResult>>mapToObj(_ -> () -> merge(who)))
                .toList());

        assertThat(answers).extracting(ApiResult::status).containsOnly(200, 404);
        int inOne = quantitiesOf(customer).getOrDefault(milk, 0);
        int inOther = quantitiesOf(other).getOrDefault(milk, 0);
        assertThat(inOne + inOther).isEqualTo(7);
        assertThat(inOne * inOther).isZero();
    }

    @Test
    void aMergeCrossesChangesOfTheCustomersCartWithoutLosingAny() {
        add(guest, milk, 2);
        add(customer, coffee, 1);

        List<ApiResult> answers = AtOnce.run(Stream.concat(
                        Stream.<Supplier<ApiResult>>of(() -> merge(customer)),
                        IntStream.range(0, 5).<Supplier<ApiResult>>mapToObj(_ -> () -> add(customer, coffee, 1)))
                .toList());

        assertThat(answers).extracting(ApiResult::status).containsOnly(200);
        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 2, coffee, 6));
    }

    @Test
    void anOrderFromBeforeTheMergeTakesOutWhatWasOrderedAndNothingOfTheGuests(@Autowired EventPublisher events) {
        add(guest, milk, 3);
        add(guest, coffee, 1);
        add(customer, milk, 2);
        long ordered = revisionOf(customer);
        merge(customer).hasStatus(200);

        events.publishAndAwait(ordered(customer, Map.of(milk, 2, coffee, 1), ordered));

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 1, coffee, 1));
    }

    @Test
    void whatAFullCartHasNoRoomForIsSaid() {
        List<UUID> products = IntStream.range(0, 102)
                .mapToObj(i -> catalogue.sell("Product " + i, "1.00"))
                .toList();
        products.subList(0, 99).forEach(product -> add(customer, product, 1));
        products.subList(98, 102).forEach(product -> add(guest, product, 2));

        JsonNode merged = merge(customer).data();

        assertThat(merged.get("items").size()).isEqualTo(100);
        assertThat(quantitiesOf(customer)).containsEntry(products.get(98), 2).containsEntry(products.get(99), 2);
        assertThat(merged.get("leftOut")
                        .valueStream()
                        .map(item -> item.get("productId").asString()))
                .containsExactly(products.get(100).toString(), products.get(101).toString());
    }

    private ApiResult merge(ApiClient who) {
        return who.post("/cart/merge", Map.of("guestToken", token));
    }

    private UUID cartId() {
        return tokens.parse(token).orElseThrow().cartId();
    }

    private String guestKey() {
        return "cart:{" + cartId() + "}";
    }
}
