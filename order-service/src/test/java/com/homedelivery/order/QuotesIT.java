package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.order.support.ProductServiceStub.Product;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What customers are told before they order, in a store that charges for delivering. */
@TestPropertySource(
        properties = {
            "DELIVERY_FEE=2.00",
            "DELIVERY_FEE_DISTANCE_STEPS=3=1.50 6=4.00",
            "DELIVERY_FEE_FREE_ABOVE=50",
            "SMALL_ORDER_FEE=1.00",
            "SMALL_ORDER_BELOW=10",
            "FEE_TAX_RATE=19",
            "MINIMUM_ORDER_VALUE=5",
            "ORDER_REQUIRE_VERIFIED_EMAIL=true"
        })
class QuotesIT extends OrderServiceTest {

    /** Some 4.4 km north of the store. */
    private static final Map<String, Object> UPTOWN = addressAt(40.7528);

    @AfterEach
    void noPromotionAppliesByItself() {
        jdbc.sql("update promotions set ends_at = starts_at where code is null").update();
    }

    @Test
    void saysWhatTheCartCostsAtTheDoor() {
        ApiClient customer = api.asCustomer();
        Product milk = putInCart(customer, 2, "3.00", products.add("Milk", "3.00", true, "dairy", "7.00"));

        JsonNode quote = quote(customer, Map.of("deliveryAddress", UPTOWN, "tip", 1.5));

        assertThat(quote.get("serviceable").asBoolean()).isTrue();
        assertThat(quote.get("problems").isEmpty()).isTrue();
        assertThat(quote.at("/items/0/productId").asString())
                .isEqualTo(milk.id().toString());
        assertThat(quote.at("/items/0/total").decimalValue()).isEqualByComparingTo("6.00");
        assertThat(quote.get("itemsTotal").decimalValue()).isEqualByComparingTo("6.00");
        assertThat(quote.get("deliveryFee").decimalValue()).isEqualByComparingTo("3.50");
        assertThat(quote.get("smallOrderFee").decimalValue()).isEqualByComparingTo("1.00");
        assertThat(quote.get("tip").decimalValue()).isEqualByComparingTo("1.50");
        assertThat(quote.get("totalAmount").decimalValue()).isEqualByComparingTo("12.00");
        assertThat(quote.at("/tax/0/amount").decimalValue()).isEqualByComparingTo("0.39");
        assertThat(quote.at("/tax/1/amount").decimalValue()).isEqualByComparingTo("0.72");
        assertThat(quote.has("eta")).isTrue();
        assertThat(quote.has("validUntil")).isTrue();
    }

    @Test
    void isOrderedAtItsPricesThoughTheyHaveChangedAndItsCouponHasEnded() {
        ApiClient customer = api.asCustomer();
        Product milk = putInCart(customer, "Milk", 4, "3.00");
        JsonNode coupon = coupon(Map.of("kind", "PERCENTAGE", "percent", 50));
        JsonNode quote = quote(
                customer,
                Map.of(
                        "deliveryAddress",
                        UPTOWN,
                        "tip",
                        2,
                        "couponCodes",
                        List.of(coupon.get("code").asString())));
        products.setPrice(milk, "30.00");
        api.asAdmin()
                .post("/orders/promotions/" + coupon.get("id").asString() + "/end", "")
                .hasStatus(200);

        JsonNode order = orderQuote(customer, quote).hasStatus(201).data();

        assertThat(quote.get("totalAmount").decimalValue()).isEqualByComparingTo("11.50");
        assertSameMoney(order, quote);
        UUID orderId = UUID.fromString(order.get("id").asString());
        OrderCreated created = (OrderCreated)
                published.awaitExactly(orderId, OrderCreated.class).getFirst();
        assertThat(created.totalAmount()).isEqualByComparingTo("11.50");
        assertThat(created.charges().deliveryFee()).isEqualByComparingTo("3.50");
        assertThat(created.charges().tip()).isEqualByComparingTo("2");
        assertThat(inventory.reservationOf(orderId)).isEqualTo(Map.of(milk.id(), 4));
    }

    @Test
    void someHundredQuotesEqualTheirOrdersToTheCent() {
        coupon(Map.of("kind", "PERCENTAGE", "percent", 7.77, "categories", List.of("dairy")), null);
        coupon(Map.of("kind", "BUY_X_GET_Y", "buy", 3, "free", 1, "categories", List.of("bakery")), null);
        String ten = coupon(Map.of("kind", "AMOUNT", "amount", 10, "minimumBasket", 40))
                .get("code")
                .asString();
        String free = coupon(Map.of("kind", "FREE_DELIVERY")).get("code").asString();
        Random random = new Random(9);
        List<Product> range = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            range.add(products.add(
                    "Product " + i,
                    BigDecimal.valueOf(1 + random.nextInt(2_500), 2).toPlainString(),
                    true,
                    List.of("dairy", "bakery", "drinks").get(random.nextInt(3)),
                    List.of("0.00", "7.00", "19.00").get(random.nextInt(3))));
        }
        int ordered = 0;
        for (int n = 0; n < 300; n++) {
            ApiClient customer = api.asCustomer();
            for (int line = 0; line < 1 + random.nextInt(6); line++) {
                Product product = range.get(random.nextInt(range.size()));
                putInCart(customer, 1 + random.nextInt(9), product.price().toPlainString(), product);
            }
            Map<String, Object> request = new HashMap<>(Map.of(
                    "deliveryAddress", addressAt(40.7128 + random.nextInt(80) / 1000.0),
                    "tip", BigDecimal.valueOf(random.nextInt(500), 2)));
            if (random.nextBoolean()) {
                request.put("couponCodes", random.nextBoolean() ? List.of(ten, free) : List.of(free));
            }
            JsonNode quote = quote(customer, request);
            boolean byQuote = random.nextBoolean();
            if (!quote.get("serviceable").asBoolean()
                    || !byQuote && !quote.get("refusedCoupons").isEmpty()) {
                continue;
            }
            ApiResult answer = byQuote ? orderQuote(customer, quote) : customer.post("/orders", request);
            assertSameMoney(answer.hasStatus(201).data(), quote);
            ordered++;
        }
        assertThat(ordered).isGreaterThan(200);
    }

    @Test
    void isOrderedOnce() {
        ApiClient customer = customerWithMilkFor10();
        JsonNode quote = quote(customer, Map.of("deliveryAddress", HOME));

        List<ApiResult> answers = AtOnce.run(4, () -> orderQuote(customer, quote));

        assertThat(answers.stream().map(answer -> answer.hasStatus(201).id()).distinct())
                .hasSize(1);
        assertThat(customer.get("/orders").data().size()).isEqualTo(1);
        UUID orderId = answers.getFirst().id();
        cancel(customer, orderId).hasStatus(200);
        carts.renew(customer);
        ApiResult again = orderQuote(customer, quote);
        assertThat(reasonOf(again)).isEqualTo("QUOTE_USED");
        assertThat(again.errorDetails().get("orderId").asString()).isEqualTo(orderId.toString());
    }

    @Test
    void isOrderedOnceThoughItCostsNothing() {
        String voucher =
                coupon(Map.of("kind", "AMOUNT", "amount", 10)).get("code").asString();
        String free = coupon(Map.of("kind", "FREE_DELIVERY")).get("code").asString();
        ApiClient customer = customerWithMilkFor10();
        JsonNode quote = quote(customer, Map.of("deliveryAddress", HOME, "couponCodes", List.of(voucher, free)));

        ApiResult first = orderQuote(customer, quote).hasStatus(201);

        assertThat(first.data().get("totalAmount").decimalValue()).isZero();
        assertThat(orderQuote(customer, quote).hasStatus(201).id()).isEqualTo(first.id());
    }

    @Test
    void isOrderedOnceThoughNobodyKnowsWhichCartItIsOf() {
        ApiClient customer = customerWithMilkFor10();
        carts.hideRevision(customer);
        JsonNode quote = quote(customer, Map.of("deliveryAddress", HOME));

        List<ApiResult> answers = AtOnce.run(4, () -> orderQuote(customer, quote));

        assertThat(answers).anyMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> assertThat(reasonOf(answer)).isEqualTo("QUOTE_USED"));
        assertThat(customer.get("/orders").data().size()).isEqualTo(1);
    }

    @Test
    void givesTheDiscountOfTheFirstOrderToOneOfTwoQuotes() {
        String code = coupon(Map.of("kind", "AMOUNT", "amount", 1, "firstOrderOnly", true))
                .get("code")
                .asString();
        ApiClient customer = customerWithMilkFor10();
        Map<String, Object> request = Map.of("deliveryAddress", HOME, "couponCodes", List.of(code));
        carts.hideRevision(customer);
        JsonNode first = quote(customer, request);
        JsonNode second = quote(customer, request);

        orderQuote(customer, second).hasStatus(201);

        assertThat(reasonOf(orderQuote(customer, first))).isEqualTo("PROMOTION_USED_UP");
        assertThat(quote(customer, request).at("/refusedCoupons/0/reason").asString())
                .isEqualTo("NOT_FIRST_ORDER");
    }

    @Test
    void refusesToPromiseWhatCannotBeOrdered() {
        ApiClient customer = api.asCustomer();
        putInCart(customer, "Castle", 600, "9999999.99");
        putInCart(customer, "Island", 600, "9999999.99");

        customer.post("/orders/quote", Map.of("deliveryAddress", HOME)).hasError(400, "ORDER_FAILED");
        order(customer).hasError(400, "ORDER_FAILED");
    }

    @Test
    void isNobodyElses() {
        JsonNode quote = quote(customerWithMilkFor10(), Map.of("deliveryAddress", HOME));

        orderQuote(customerWithMilkFor10(), quote).hasError(404, "NOT_FOUND");
        orderQuote(customerWithMilkFor10(), UUID.randomUUID().toString()).hasError(404, "NOT_FOUND");
    }

    @Test
    void isRefusedOnceItHasExpired() {
        ApiClient customer = customerWithMilkFor10();
        JsonNode quote = quote(customer, Map.of("deliveryAddress", HOME));
        jdbc.sql("update quotes set expires_at = now() - interval '1 second' where id = ?")
                .param(UUID.fromString(quote.get("id").asString()))
                .update();

        assertThat(reasonOf(orderQuote(customer, quote))).isEqualTo("QUOTE_EXPIRED");
    }

    @Test
    void isRefusedForAnotherCart() {
        ApiClient customer = customerWithMilkFor10();
        JsonNode quote = quote(customer, Map.of("deliveryAddress", HOME));
        putInCart(customer, "Coffee", 1, "19.50");

        assertThat(reasonOf(orderQuote(customer, quote))).isEqualTo("CART_CHANGED");
    }

    @ParameterizedTest
    @CsvSource({
        "deliveryAddress, '{\"street\": \"1\", \"city\": \"C\", \"state\": \"S\", \"zipCode\": \"10001\"}'",
        "addressId, '\"9c5b94b1-35ad-49bb-b118-8e8fc24abf80\"'",
        "couponCodes, '[\"TEN\"]'",
        "tip, 1",
        "slotId, '\"9c5b94b1-35ad-49bb-b118-8e8fc24abf80\"'"
    })
    void saysAllThatIsOrdered(String field, String value) {
        ApiResult answer = api.asCustomer()
                .post("/orders", "{\"quoteId\": \"%s\", \"%s\": %s}".formatted(UUID.randomUUID(), field, value));

        answer.hasError(400, "VALIDATION_ERROR");
        assertThat(answer.errorDetails().at("/0/field").asString()).isEqualTo(field);
    }

    @Test
    void saysEverythingThatIsInTheWay() {
        ApiClient customer = api.asCustomer();
        Product milk = putInCart(customer, "Milk", 1, "3.00");
        inventory.setStock(milk, 0);
        Product gone = putInCart(customer, 1, "9.00", products.add("Gone", "9.00", false));

        JsonNode quote = quote(customer, Map.of("deliveryAddress", addressAt(42)));

        assertThat(quote.get("serviceable").asBoolean()).isFalse();
        assertThat(quote.has("id")).isFalse();
        assertThat(quote.has("validUntil")).isFalse();
        assertThat(quote.get("problems")
                        .valueStream()
                        .map(problem -> problem.get("reason").asString()))
                .containsExactly("OUT_OF_AREA", "NOT_FOR_SALE", "SHORT_STOCK", "BELOW_MINIMUM");
        assertThat(quote.at("/problems/1/productId").asString())
                .isEqualTo(gone.id().toString());
        assertThat(quote.at("/problems/2/available").asInt()).isZero();
        assertThat(quote.at("/problems/3/missing").decimalValue()).isEqualByComparingTo("2");
    }

    @Test
    void hasTodaysPricesAndSaysWhatHasChanged() {
        ApiClient customer = api.asCustomer();
        putInCart(customer, 1, "9.00", products.add("Cheese", "8.50", true));

        JsonNode quote = quote(customer, Map.of("deliveryAddress", HOME));

        assertThat(quote.get("itemsTotal").decimalValue()).isEqualByComparingTo("8.50");
        assertThat(quote.at("/priceChanges/0/cartPrice").decimalValue()).isEqualByComparingTo("9");
        assertSameMoney(orderQuote(customer, quote).hasStatus(201).data(), quote);
    }

    @Test
    void saysWhichCouponsAndPromotionsDoNotCountAndWhy() {
        JsonNode big = coupon(Map.of("kind", "AMOUNT", "amount", 10, "minimumBasket", 40), null);
        ApiClient customer = customerWithMilkFor10();

        JsonNode quote = quote(customer, Map.of("deliveryAddress", HOME, "couponCodes", List.of("nonsense")));

        assertThat(quote.get("serviceable").asBoolean()).isTrue();
        assertThat(quote.at("/refusedCoupons/0/code").asString()).isEqualTo("NONSENSE");
        assertThat(quote.at("/refusedCoupons/0/reason").asString()).isEqualTo("UNKNOWN");
        assertThat(quote.at("/unusedPromotions/0/promotionId").asString())
                .isEqualTo(big.get("id").asString());
        assertThat(quote.at("/unusedPromotions/0/missing").decimalValue()).isEqualByComparingTo("30");
    }

    @Test
    void doesNotPromiseAUseOfAPromotionThatOthersTakeMeanwhile() {
        String code = coupon(Map.of("kind", "AMOUNT", "amount", 1, "maxUses", 1))
                .get("code")
                .asString();
        ApiClient first = customerWithMilkFor10();
        ApiClient second = customerWithMilkFor10();
        Map<String, Object> request = Map.of("deliveryAddress", HOME, "couponCodes", List.of(code));
        JsonNode firstQuote = quote(first, request);
        JsonNode secondQuote = quote(second, request);

        orderQuote(first, firstQuote).hasStatus(201);

        assertThat(reasonOf(orderQuote(second, secondQuote))).isEqualTo("PROMOTION_USED_UP");
    }

    @Test
    void goesToAnAddressOfTheAddressBook() {
        ApiClient customer = customerWithMilkFor10();
        Map<String, Object> saved = new HashMap<>(UPTOWN);
        saved.put("instructions", "Ring twice");
        saved.put("phone", "+1 212 555 0123");
        UUID addressId = users.add(customer, saved);

        JsonNode quote = quote(customer, Map.of("addressId", addressId));
        JsonNode order = orderQuote(customer, quote).hasStatus(201).data();

        assertThat(quote.get("deliveryFee").decimalValue()).isEqualByComparingTo("3.50");
        assertThat(order.at("/deliveryAddress/instructions").asString()).isEqualTo("Ring twice");
        OrderCreated created = (OrderCreated) published
                .awaitExactly(UUID.fromString(order.get("id").asString()), OrderCreated.class)
                .getFirst();
        assertThat(created.deliveryAddress().phone()).isEqualTo("+1 212 555 0123");
    }

    @Test
    void isOrderedByAddressIdWithoutAQuoteToo() {
        ApiClient customer = customerWithMilkFor10();
        UUID addressId = users.add(customer, UPTOWN);

        JsonNode order = customer.post("/orders", Map.of("addressId", addressId, "tip", 0.5))
                .hasStatus(201)
                .data();

        assertThat(order.get("totalAmount").decimalValue()).isEqualByComparingTo("14.00");
    }

    @Test
    void goesNowhereWithoutAWholeAddressOfOnesOwn() {
        ApiClient customer = customerWithMilkFor10();
        UUID others = users.add(api.asCustomer(), UPTOWN);
        UUID partial = users.add(customer, Map.of("street", "1 Main St"));

        customer.post("/orders/quote", Map.of("addressId", others)).hasError(404, "NOT_FOUND");
        assertThat(reasonOf(customer.post("/orders", Map.of("addressId", partial))))
                .isEqualTo("ADDRESS_INCOMPLETE");
        customer.post("/orders/quote", Map.of()).hasError(400, "VALIDATION_ERROR");
        customer.post("/orders", Map.of("addressId", partial, "deliveryAddress", HOME))
                .hasError(400, "VALIDATION_ERROR");
        users.service().goDown();
        customer.post("/orders/quote", Map.of("addressId", partial)).hasError(503, "SERVICE_ERROR");
    }

    @Test
    void refusesOrdersBelowTheMinimum() {
        ApiClient customer = api.asCustomer();
        putInCart(customer, "Milk", 1, "2.99");

        ApiResult answer = order(customer);

        assertThat(reasonOf(answer)).isEqualTo("BELOW_MINIMUM");
        assertThat(answer.errorDetails().get("missing").decimalValue()).isEqualByComparingTo("2.01");
    }

    @Test
    void refusesOrdersOfThoseWhoseAddressIsNotVerified() {
        CurrentUser unverified = new CurrentUser(UUID.randomUUID(), "new@example.test", Role.USER, false, null);
        ApiClient customer = api.as(unverified);
        putInCart(customer, "Milk", 2, "5.00");

        assertThat(reasonOf(order(customer))).isEqualTo("EMAIL_NOT_VERIFIED");
        assertThat(quote(customer, Map.of("deliveryAddress", HOME))
                        .at("/problems/0/reason")
                        .asString())
                .isEqualTo("EMAIL_NOT_VERIFIED");
    }

    @Test
    void needsSomethingInTheCart() {
        api.asCustomer().post("/orders/quote", Map.of("deliveryAddress", HOME)).hasError(400, "ORDER_FAILED");
        api.anonymous().post("/orders/quote", Map.of("deliveryAddress", HOME)).hasError(401, "UNAUTHORIZED");
    }

    private ApiClient customerWithMilkFor10() {
        ApiClient customer = api.asCustomer();
        putInCart(customer, "Milk", 2, "5.00");
        return customer;
    }

    private static JsonNode quote(ApiClient customer, Map<String, Object> request) {
        return customer.post("/orders/quote", request).hasStatus(200).data();
    }

    private static ApiResult orderQuote(ApiClient customer, JsonNode quote) {
        return orderQuote(customer, quote.get("id").asString());
    }

    private static ApiResult orderQuote(ApiClient customer, String quoteId) {
        return customer.post("/orders", Map.of("quoteId", quoteId));
    }

    private JsonNode coupon(Map<String, Object> details) {
        return coupon(details, UUID.randomUUID().toString());
    }

    private JsonNode coupon(Map<String, Object> details, @org.jspecify.annotations.Nullable String code) {
        Map<String, Object> request = new HashMap<>(Map.of("name", "Promotion"));
        request.putAll(details);
        request.put("code", code);
        return api.asAdmin().post("/orders/promotions", request).hasStatus(201).data();
    }

    private static String reasonOf(ApiResult answer) {
        answer.hasError(400, "ORDER_FAILED");
        return answer.errorDetails().get("reason").asString();
    }

    private static void assertSameMoney(JsonNode order, JsonNode quote) {
        for (String field : List.of("totalAmount", "itemsTotal", "deliveryFee", "smallOrderFee", "tip")) {
            assertThat(order.get(field).decimalValue())
                    .as(field)
                    .isEqualByComparingTo(quote.get(field).decimalValue());
        }
        assertThat(order.get("discounts")).isEqualTo(quote.get("discounts"));
        assertThat(order.get("tax")).isEqualTo(quote.get("tax"));
    }

    private static Map<String, Object> addressAt(double lat) {
        return Map.of(
                "street", "1 Main St",
                "city", "New York",
                "state", "NY",
                "zipCode", "10001",
                "coordinates", Map.of("lat", lat, "lng", -74.0060));
    }
}
