package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.order.support.EventFixtures;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Promotions and coupons, from the admin who makes them to the orders that use them. */
class PromotionsIT extends OrderServiceTest {

    @AfterEach
    void noPromotionAppliesByItself() {
        jdbc.sql("update promotions set ends_at = starts_at where code is null").update();
    }

    @Test
    void takesACouponOffWithAnExplanationForEachLine() {
        String code = coupon(Map.of("kind", "PERCENTAGE", "percent", 10));
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");
        putInCart(customer, "Coffee", 1, "19.50");

        JsonNode order = orderWith(customer, code.toLowerCase()).hasStatus(201).data();

        assertThat(order.get("itemsTotal").decimalValue()).isEqualByComparingTo("25.48");
        assertThat(order.get("totalAmount").decimalValue()).isEqualByComparingTo("22.93");
        assertThat(order.get("discounts").size()).isEqualTo(2);
        JsonNode discount = order.at("/discounts/0");
        assertThat(discount.get("productId").asString()).isEqualTo(milk.id().toString());
        assertThat(discount.get("amount").decimalValue()).isEqualByComparingTo("0.60");
        assertThat(discount.get("code").asString()).isEqualTo(code);
        assertThat(discount.get("explanation").asString()).isEqualTo("10 % of 5.98");
        OrderCreated created = (OrderCreated) published
                .awaitExactly(UUID.fromString(order.get("id").asString()), OrderCreated.class)
                .getFirst();
        assertThat(created.totalAmount()).isEqualByComparingTo("22.93");
        assertThat(created.charges().itemsTotal()).isEqualByComparingTo("25.48");
        assertThat(created.charges().discount()).isEqualByComparingTo("2.55");
        assertThat(customer.get("/orders").data().at("/0/discounts/1/amount").decimalValue())
                .isEqualByComparingTo("1.95");
    }

    @Test
    void whatCostsNothingIsConfirmedAsItIsPlaced() {
        String voucher = coupon(Map.of("kind", "AMOUNT", "amount", 10));
        ApiClient customer = api.asCustomer();
        putInCart(customer, "Milk", 2, "2.99");

        JsonNode order = orderWith(customer, voucher).hasStatus(201).data();

        assertThat(order.get("totalAmount").decimalValue()).isEqualByComparingTo("0");
        assertThat(order.get("status").asString()).isEqualTo("CONFIRMED");
        UUID orderId = UUID.fromString(order.get("id").asString());
        published.awaitExactly(orderId, OrderCreated.class, OrderConfirmed.class);
        assertThat(causesOf(orderId)).containsExactly("Order placed", "Nothing to pay");
    }

    @Test
    void givesTheSameOrderToTheSameRequestAlthoughItCostsNothing() {
        String voucher = coupon(Map.of("kind", "AMOUNT", "amount", 10));
        ApiClient customer = customerWithMilk();

        List<ApiResult> answers = AtOnce.run(3, () -> orderWith(customer, voucher));

        assertThat(answers.stream().map(answer -> answer.hasStatus(201).id()).distinct())
                .hasSize(1);
        assertThat(orderWith(customer, voucher).hasStatus(201).id())
                .isEqualTo(answers.getFirst().id());
    }

    @Test
    void appliesAPromotionWithoutACodeByItselfToACategory() {
        String category = "c" + UUID.randomUUID();
        promotion(Map.of("kind", "AMOUNT", "amount", 2, "categories", List.of(category.toUpperCase())));
        ApiClient customer = api.asCustomer();
        putInCart(customer, 1, "5.00", products.add("Cheese", "5.00", true, category, "7.00"));
        putInCart(customer, "Coffee", 1, "19.50");

        JsonNode order = order(customer).hasStatus(201).data();

        assertThat(order.get("totalAmount").decimalValue()).isEqualByComparingTo("22.50");
        assertThat(order.at("/tax/0/rate").decimalValue()).isEqualByComparingTo("7");
        assertThat(order.at("/tax/0/amount").decimalValue()).isEqualByComparingTo("0.20");
    }

    @Test
    void twoHundredBuyersUseACouponExactlyFiftyTimes() {
        String code = coupon(Map.of("kind", "AMOUNT", "amount", 1, "maxUses", 50));
        List<ApiClient> buyers =
                IntStream.range(0, 200).mapToObj(_ -> customerWithMilk()).toList();

        List<ApiResult> answers = AtOnce.run(buyers.stream()
                .<Supplier<ApiResult>>map(buyer -> () -> orderUntilDecided(buyer, code))
                .toList());

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(50);
        assertThat(answers.stream().filter(answer -> answer.status() != 201)).allSatisfy(answer -> {
            assertThat(answer.errorCode()).isEqualTo("ORDER_FAILED");
            assertThat(answer.errorDetails().get("reason").asString()).isIn("COUPON_REFUSED", "PROMOTION_USED_UP");
        });
        assertThat(usedOf(code)).isEqualTo(50);
        assertThat(countedOf(code)).isEqualTo(50);
        assertThat(buyers.stream().filter(buyer -> !buyer.get("/orders").data().isEmpty()))
                .hasSize(50);
    }

    /** Who is asked to come again comes again. */
    private ApiResult orderUntilDecided(ApiClient buyer, String code) {
        ApiResult answer = orderWith(buyer, code);
        while (answer.status() == 503 || answer.status() == 409) {
            answer = orderWith(buyer, code);
        }
        return answer;
    }

    @Test
    void aCustomerUsesACouponNoMoreOftenThanTheyMay() {
        String code = coupon(Map.of("kind", "AMOUNT", "amount", 1, "maxUsesPerCustomer", 1));
        ApiClient customer = customerWithMilk();
        orderWith(customer, code).hasStatus(201);
        carts.renew(customer);

        ApiResult second = orderWith(customer, code);

        assertThat(couponReason(second)).isEqualTo("ALREADY_USED");
        orderWith(customerWithMilk(), code).hasStatus(201);
    }

    @Test
    void carriesOutOneOfTwoOrdersAtOnceWithACouponForTheFirst() {
        String code = coupon(Map.of("kind", "AMOUNT", "amount", 1, "firstOrderOnly", true));
        for (int round = 0; round < 5; round++) {
            UUID customerId = UUID.randomUUID();
            List<ApiClient> devices = List.of(api.as(customerId), api.as(customerId));
            assertThat(devices.get(0).token()).isNotEqualTo(devices.get(1).token());

            putInCart(devices.get(0), "Milk", 1, "2.99");
            putInCart(devices.get(1), "Milk", 1, "2.99");
            carts.renew(devices.get(1));

            List<ApiResult> answers = AtOnce.run(devices.stream()
                    .<Supplier<ApiResult>>map(device -> () -> orderUntilDecided(device, code))
                    .toList());

            assertThat(answers.stream().filter(answer -> answer.status() == 201))
                    .hasSize(1);
        }
    }

    @Test
    void refusesACouponForTheFirstOrderAfterIt() {
        String code = coupon(Map.of("kind", "AMOUNT", "amount", 1, "firstOrderOnly", true));
        ApiClient customer = customerWithMilk();
        order(customer).hasStatus(201);
        carts.renew(customer);

        assertThat(couponReason(orderWith(customer, code))).isEqualTo("NOT_FIRST_ORDER");
    }

    @Test
    void givesTheSameOrderToTheSameRequestAlthoughTheCouponIsUsedNow() {
        String code = coupon(Map.of("kind", "AMOUNT", "amount", 1, "firstOrderOnly", true, "maxUses", 1));
        ApiClient customer = customerWithMilk();
        UUID first = orderWith(customer, code).hasStatus(201).id();

        assertThat(orderWith(customer, code).hasStatus(201).id()).isEqualTo(first);
        assertThat(order(customer).errorDetails().get("reason").asString()).isEqualTo("CART_ALREADY_ORDERED");
    }

    @Test
    void givesAUseBackOnceWhenTheOrderIsCancelled() {
        String code = coupon(Map.of("kind", "AMOUNT", "amount", 1, "maxUses", 1, "maxUsesPerCustomer", 1));
        ApiClient customer = customerWithMilk();
        UUID orderId = orderWith(customer, code).hasStatus(201).id();
        assertThat(usedOf(code)).isEqualTo(1);

        List<ApiResult> answers = AtOnce.run(4, () -> cancel(customer, orderId));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(usedOf(code)).isZero();
        carts.renew(customer);
        orderWith(customer, code).hasStatus(201);
        assertThat(usedOf(code)).isEqualTo(1);
    }

    @Test
    void givesAUseBackWhenTheDeliveryFails() {
        String code = coupon(Map.of("kind", "AMOUNT", "amount", 1));
        ApiClient customer = customerWithMilk();
        UUID orderId = orderWith(customer, code).hasStatus(201).id();
        events.publish(EventFixtures.paid(orderId, new BigDecimal("4.98")));
        awaitStatus(orderId, "CONFIRMED");
        events.publish(EventFixtures.started(orderId));
        awaitStatus(orderId, "SHIPPED");

        events.publish(EventFixtures.failed(orderId));

        awaitStatus(orderId, "FAILED");
        assertThat(usedOf(code)).isZero();
    }

    @Test
    void givesAUseBackWhenTheOrderIsNotPaidInTime() {
        String code = coupon(Map.of("kind", "AMOUNT", "amount", 1));
        UUID orderId = orderWith(customerWithMilk(), code).hasStatus(201).id();

        jdbc.sql("update orders set status_since = now() - interval '1 day', check_at = now() where id = ?")
                .param(orderId)
                .update();

        await().untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("CANCELLED"));
        assertThat(usedOf(code)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, '{}'",
        "ENDED, '{\"endsAt\": \"2026-01-02T00:00:00Z\"}'",
        "NOT_STARTED, '{\"startsAt\": \"2090-01-01T00:00:00Z\"}'",
        "BELOW_MINIMUM_BASKET, '{\"minimumBasket\": 30}'",
        "NOTHING_ELIGIBLE, '{\"categories\": [\"elsewhere\"]}'"
    })
    void saysWhyACouponCannotBeUsed(String reason, String details) {
        Map<String, Object> request =
                new HashMap<>(Map.of("kind", "AMOUNT", "amount", 1, "startsAt", "2026-01-01T00:00:00Z"));
        request.putAll(tools.jackson.databind.json.JsonMapper.shared().readValue(details, Map.class));
        String code = coupon(request);

        ApiResult answer = orderWith(customerWithMilk(), reason.equals("UNKNOWN") ? "NO-SUCH-CODE" : code);

        assertThat(couponReason(answer)).isEqualTo(reason);
        assertThat(usedOf(code)).isZero();
    }

    @Test
    void isChangedOnlyAsItWasRead() {
        JsonNode promotion = promotion(Map.of("kind", "PERCENTAGE", "percent", 10, "code", newCode()));
        String path = "/orders/promotions/" + promotion.get("id").asString();
        Map<String, Object> changed = Map.of(
                "name",
                "Twenty",
                "kind",
                "PERCENTAGE",
                "percent",
                20,
                "code",
                promotion.get("code").asString());
        ApiClient admin = api.asAdmin();

        ApiResult revised = admin.withHeader("If-Match", "W/\"0\"").put(path, changed);
        assertThat(revised.hasStatus(200).data().get("percent").decimalValue()).isEqualByComparingTo("20");
        admin.withHeader("If-Match", "W/\"0\"").put(path, changed).hasError(409, "CONFLICT");
        admin.withHeader("If-Match", "W/\"0\"").post(path + "/end", "").hasError(409, "CONFLICT");
        admin.withHeader("If-Match", "twelve").put(path, changed).hasError(400, "VALIDATION_ERROR");

        assertThat(admin.withHeader("If-Match", "W/\"1\"")
                        .post(path + "/end", "")
                        .hasStatus(200)
                        .data()
                        .has("endsAt"))
                .isTrue();
        assertThat(admin.get(path).data().get("name").asString()).isEqualTo("Twenty");
    }

    @Test
    void doesNotChangeHowOftenItIsUsedWhenAnAdminChangesIt() {
        JsonNode promotion = promotion(Map.of("kind", "AMOUNT", "amount", 1, "code", newCode()));
        String code = promotion.get("code").asString();
        orderWith(customerWithMilk(), code).hasStatus(201);

        api.asAdmin()
                .put(
                        "/orders/promotions/" + promotion.get("id").asString(),
                        Map.of("name", "Same", "kind", "AMOUNT", "amount", 2, "code", code, "maxUses", 1))
                .hasStatus(200);

        assertThat(usedOf(code)).isEqualTo(1);
        assertThat(couponReason(orderWith(customerWithMilk(), code))).isEqualTo("USED_UP");
    }

    @Test
    void isListedNewestFirst() {
        String name = promotion(Map.of("kind", "FREE_DELIVERY", "code", newCode()))
                .get("id")
                .asString();

        ApiResult list = api.asAdmin().get("/orders/promotions?limit=2");

        assertThat(list.hasStatus(200).data().at("/0/id").asString()).isEqualTo(name);
        assertThat(list.body().at("/pagination/total").asInt()).isPositive();
    }

    @Test
    void refusesASecondPromotionWithACode() {
        String code = coupon(Map.of("kind", "AMOUNT", "amount", 1));

        api.asAdmin()
                .post("/orders/promotions", Map.of("name", "Again", "kind", "AMOUNT", "amount", 1, "code", code))
                .hasError(409, "CONFLICT");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '{\"kind\": \"AMOUNT\", \"amount\": 1}'",
        "kind, '{\"name\": \"A\"}'",
        "amount, '{\"name\": \"A\", \"kind\": \"AMOUNT\"}'",
        "amount, '{\"name\": \"A\", \"kind\": \"AMOUNT\", \"amount\": -1}'",
        "percent, '{\"name\": \"A\", \"kind\": \"PERCENTAGE\", \"percent\": 101}'",
        "percent, '{\"name\": \"A\", \"kind\": \"AMOUNT\", \"amount\": 1, \"percent\": 5}'",
        "free, '{\"name\": \"A\", \"kind\": \"BUY_X_GET_Y\", \"buy\": 2}'",
        "code, '{\"name\": \"A\", \"kind\": \"AMOUNT\", \"amount\": 1, \"code\": \"a b\"}'",
        "endsAt, '{\"name\": \"A\", \"kind\": \"FREE_DELIVERY\", \"startsAt\": \"2026-01-02T00:00:00Z\", \"endsAt\":"
                + " \"2026-01-01T00:00:00Z\"}'"
    })
    void refusesWhatMakesNoPromotion(String field, String request) {
        ApiResult answer = api.asAdmin().post("/orders/promotions", request);

        answer.hasError(400, "VALIDATION_ERROR");
        assertThat(answer.errorDetails().at("/0/field").asString()).isEqualTo(field);
    }

    @Test
    void isForAdminsAlone() {
        Stream.of(api.asCustomer(), api.asRider()).forEach(other -> {
            other.get("/orders/promotions").hasError(403, "FORBIDDEN");
            other.post("/orders/promotions", "{}").hasError(403, "FORBIDDEN");
            other.put("/orders/promotions/" + UUID.randomUUID(), "{}").hasError(403, "FORBIDDEN");
            other.post("/orders/promotions/" + UUID.randomUUID() + "/end", "").hasError(403, "FORBIDDEN");
        });
        api.anonymous().get("/orders/promotions").hasError(401, "UNAUTHORIZED");
    }

    private JsonNode promotion(Map<String, Object> details) {
        Map<String, Object> request = new HashMap<>(Map.of("name", "Promotion"));
        request.putAll(details);
        return api.asAdmin().post("/orders/promotions", request).hasStatus(201).data();
    }

    /** @return its code */
    private String coupon(Map<String, Object> details) {
        Map<String, Object> request = new HashMap<>(details);
        request.put("code", newCode());
        return promotion(request).get("code").asString();
    }

    private static String newCode() {
        return UUID.randomUUID().toString().toUpperCase();
    }

    private static ApiResult orderWith(ApiClient customer, String code) {
        return customer.post("/orders", Map.of("couponCodes", List.of(code), "deliveryAddress", HOME));
    }

    private static String couponReason(ApiResult answer) {
        answer.hasError(400, "ORDER_FAILED");
        assertThat(answer.errorDetails().get("reason").asString()).isEqualTo("COUPON_REFUSED");
        return answer.errorDetails().at("/coupons/0/reason").asString();
    }

    /** What admins are told. */
    private int usedOf(String code) {
        UUID id = jdbc.sql("select id from promotions where code = ?")
                .param(code)
                .query(UUID.class)
                .single();
        return api.asAdmin().get("/orders/promotions/" + id).data().get("used").asInt();
    }

    /** What its limit is compared with. */
    private int countedOf(String code) {
        return jdbc.sql("select used from promotions where code = ?")
                .param(code)
                .query(Integer.class)
                .single();
    }
}
