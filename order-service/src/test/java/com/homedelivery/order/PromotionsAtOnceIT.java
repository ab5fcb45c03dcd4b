package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.order.application.OrderWorkflow;
import com.homedelivery.order.support.EventFixtures;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Orders that use the same promotions at the same moment. One of them is held up at the very end of its transaction, where it
 * waits for the row of its slot.
 */
class PromotionsAtOnceIT extends OrderServiceTest {

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private OrderWorkflow workflow;

    private UUID slot;

    @BeforeEach
    void offersASlot() {
        UUID window = UUID.randomUUID();
        slot = UUID.randomUUID();
        jdbc.sql("""
            insert into slot_windows (id, version, day_of_week, start_time, end_time, capacity, cut_off_minutes, ended_at)
            values (?, 0, 1, '10:00', '12:00', 100, 60, now())
            """).param(window).update();
        Instant start = Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        jdbc.sql("""
            insert into delivery_slots (id, window_id, starts_at, ends_at, closes_at, capacity)
            values (?, ?, ?::timestamptz, ?::timestamptz + interval '2 hours', ?::timestamptz, 100)
            """)
                .param(slot)
                .param(window)
                .param(start.toString())
                .param(start.toString())
                .param(start.toString())
                .update();
    }

    @AfterEach
    void closesTheSlot() {
        jdbc.sql("update delivery_slots set closes_at = now() where id = ?")
                .param(slot)
                .update();
    }

    @Test
    void ordersWithAPromotionWithoutALimitDoNotWaitForEachOther() {
        Coupon coupon = coupon(Map.of());

        CompletableFuture<ApiResult> slow = whileWaitingForItsSlot(customerWithMilk(), coupon, () -> {
            List<ApiResult> others = AtOnce.run(8, () -> order(customerWithMilk(), coupon));
            assertThat(others).allSatisfy(answer -> answer.hasStatus(201));
        });

        slow.join().hasStatus(201);
        assertThat(usedOf(coupon)).isEqualTo(9);
    }

    @Test
    void ordersWithAPromotionThatEachCustomerMayUseOnceWaitForNoOtherCustomer() {
        Coupon coupon = coupon(Map.of("maxUsesPerCustomer", 1, "firstOrderOnly", true));

        CompletableFuture<ApiResult> slow = whileWaitingForItsSlot(
                customerWithMilk(),
                coupon,
                () -> order(customerWithMilk(), coupon).hasStatus(201));

        slow.join().hasStatus(201);
    }

    @Test
    void onlyOneOfTwoOrdersAtOnceIsTheFirstThoughTheirPromotionsAreNotTheSame() {
        Coupon one = coupon(Map.of("firstOrderOnly", true));
        Coupon other = coupon(Map.of("firstOrderOnly", true));
        List<ApiClient> devices = devicesOfOneCustomer();
        List<CompletableFuture<ApiResult>> second = new ArrayList<>();

        CompletableFuture<ApiResult> first = whileWaitingForItsSlot(devices.get(0), one, () -> {
            second.add(CompletableFuture.supplyAsync(() -> order(devices.get(1), other)));
            await().until(() -> second.getFirst().isDone() || waiting() == 2);
        });

        UUID firstId = first.join().hasStatus(201).id();
        assertThat(reasonOf(second.getFirst().join())).isEqualTo("PROMOTION_USED_UP");
        cancel(devices.get(0), firstId).hasStatus(200);
        order(devices.get(1), other).hasStatus(201);
    }

    @Test
    void aCustomerUsesACouponOnceThoughTwoOrdersComeAtOnce() {
        Coupon coupon = coupon(Map.of("maxUsesPerCustomer", 1));
        List<ApiClient> devices = devicesOfOneCustomer();
        List<CompletableFuture<ApiResult>> second = new ArrayList<>();

        CompletableFuture<ApiResult> first = whileWaitingForItsSlot(devices.get(0), coupon, () -> {
            second.add(CompletableFuture.supplyAsync(() -> order(devices.get(1), coupon)));
            await().until(() -> second.getFirst().isDone() || waiting() == 2);
        });

        first.join().hasStatus(201);
        assertThat(reasonOf(second.getFirst().join())).isEqualTo("PROMOTION_USED_UP");
        assertThat(usedOf(coupon)).isEqualTo(1);
    }

    @Test
    void aLimitThatIsSetLaterCountsOrdersThatAreJustBeingPlaced() {
        Coupon coupon = coupon(Map.of());
        order(customerWithMilk(), coupon).hasStatus(201);
        List<CompletableFuture<ApiResult>> revised = new ArrayList<>();

        CompletableFuture<ApiResult> slow = whileWaitingForItsSlot(customerWithMilk(), coupon, () -> {
            revised.add(CompletableFuture.supplyAsync(() -> api.asAdmin()
                    .put("/orders/promotions/" + coupon.id(), detailsOf(coupon.code(), Map.of("maxUses", 2)))));
            await().until(() -> revised.getFirst().isDone() || waiting() == 2);
        });

        slow.join().hasStatus(201);
        assertThat(revised.getFirst().join().hasStatus(200).data().get("used").asInt())
                .isEqualTo(2);
        assertThat(reasonOf(order(customerWithMilk(), coupon))).isEqualTo("COUPON_REFUSED");
    }

    @Test
    void aLimitThatIsSetLaterDoesNotCountWhatIsJustBeingGivenBack() {
        Coupon coupon = coupon(Map.of());
        ApiClient customer = customerWithMilk();
        UUID orderId = order(customer, coupon, slot).hasStatus(201).id();
        List<CompletableFuture<ApiResult>> answers = new ArrayList<>();

        transaction.executeWithoutResult(_ -> {
            lockSlot();
            answers.add(CompletableFuture.supplyAsync(() -> cancel(customer, orderId)));
            await().until(() -> waiting() == 1);
            answers.add(CompletableFuture.supplyAsync(() -> api.asAdmin()
                    .put("/orders/promotions/" + coupon.id(), detailsOf(coupon.code(), Map.of("maxUses", 1)))));
            await().until(() -> answers.getLast().isDone() || waiting() == 2);
        });

        answers.forEach(answer -> answer.join().hasStatus(200));
        order(customerWithMilk(), coupon).hasStatus(201);
        assertThat(usedOf(coupon)).isEqualTo(1);
    }

    @Test
    void batchesOfEventsGiveUsesBackInWhicheverOrderTheyCome() {
        Coupon one = coupon(Map.of("maxUses", 10));
        Coupon other = coupon(Map.of("maxUses", 10));
        List<List<UUID>> batches =
                List.of(List.of(ordered(one), ordered(other)), List.of(ordered(other), ordered(one)));
        CyclicBarrier halfWay = new CyclicBarrier(batches.size());

        AtOnce.run(batches.stream()
                .<Supplier<Boolean>>map(batch -> () -> transaction.execute(_ -> {
                    cancelByEvent(batch.get(0));
                    meet(halfWay);
                    cancelByEvent(batch.get(1));
                    return true;
                }))
                .toList());

        assertThat(List.of(usedOf(one), usedOf(other))).containsOnly(0);
        assertThat(List.of(countedOf(one), countedOf(other))).containsOnly(0);
    }

    @Test
    void ordersWithTheSamePromotionsArePlacedAndCancelledAtOnceInWhicheverOrder() {
        List<Coupon> coupons = List.of(
                coupon(Map.of("maxUses", 100)),
                coupon(Map.of("maxUsesPerCustomer", 1)),
                coupon(Map.of("maxUses", 100, "firstOrderOnly", true)));

        AtOnce.run(IntStream.range(0, 8)
                .<Supplier<ApiResult>>mapToObj(n -> () -> {
                    ApiClient customer = customerWithMilk();
                    List<String> codes = (n % 2 == 0 ? coupons : coupons.reversed())
                            .stream().map(Coupon::code).toList();
                    Map<String, Object> request = Map.of("deliveryAddress", HOME, "slotId", slot, "couponCodes", codes);
                    UUID orderId = untilDecided(() -> customer.post("/orders", request))
                            .hasStatus(201)
                            .id();
                    return n < 4
                            ? untilDecided(() -> cancel(customer, orderId)).hasStatus(200)
                            : customer.get("/orders/" + orderId);
                })
                .toList());

        assertThat(coupons.stream().map(this::usedOf)).containsOnly(4);
        assertThat(List.of(countedOf(coupons.getFirst()), countedOf(coupons.getLast())))
                .containsOnly(4);
        assertThat(jdbc.sql("select booked from delivery_slots where id = ?")
                        .param(slot)
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    /** Who is asked to come again comes again. */
    private static ApiResult untilDecided(Supplier<ApiResult> request) {
        ApiResult answer = request.get();
        while (answer.status() == 503 || answer.status() == 409) {
            answer = request.get();
        }
        return answer;
    }

    /** @param meanwhile happens after the order has taken its use, and before it commits */
    private CompletableFuture<ApiResult> whileWaitingForItsSlot(ApiClient customer, Coupon coupon, Runnable meanwhile) {
        return transaction.execute(_ -> {
            lockSlot();
            CompletableFuture<ApiResult> slow = CompletableFuture.supplyAsync(() -> order(customer, coupon, slot));
            await().until(() -> waiting() == 1);
            meanwhile.run();
            return slow;
        });
    }

    private void lockSlot() {
        jdbc.sql("select id from delivery_slots where id = ? for update")
                .param(slot)
                .query(UUID.class)
                .single();
    }

    /** How many wait for a lock. */
    private int waiting() {
        return jdbc.sql("select count(distinct pid) from pg_locks where not granted")
                .query(Integer.class)
                .single();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private void cancelByEvent(UUID orderId) {
        workflow.on(EventFixtures.deliveryCancelled(orderId, "No rider"));
    }

    private UUID ordered(Coupon coupon) {
        return order(customerWithMilk(), coupon).hasStatus(201).id();
    }

    /** Two devices, each with a cart of its own. */
    private List<ApiClient> devicesOfOneCustomer() {
        UUID customerId = UUID.randomUUID();
        List<ApiClient> devices = List.of(api.as(customerId), api.as(customerId));
        assertThat(devices.get(0).token()).isNotEqualTo(devices.get(1).token());
        devices.forEach(device -> putInCart(device, "Milk", 2, "2.99"));
        carts.renew(devices.get(1));
        return devices;
    }

    private record Coupon(UUID id, String code) {}

    /** 10 cents off. */
    private Coupon coupon(Map<String, Object> limits) {
        String code = UUID.randomUUID().toString().toUpperCase();
        UUID id = api.asAdmin()
                .post("/orders/promotions", detailsOf(code, limits))
                .hasStatus(201)
                .id();
        return new Coupon(id, code);
    }

    private static Map<String, Object> detailsOf(String code, Map<String, Object> limits) {
        Map<String, Object> details =
                new HashMap<>(Map.of("name", "Promotion", "kind", "AMOUNT", "amount", 0.1, "code", code));
        details.putAll(limits);
        return details;
    }

    private static ApiResult order(ApiClient customer, Coupon coupon) {
        return customer.post("/orders", Map.of("deliveryAddress", HOME, "couponCodes", List.of(coupon.code())));
    }

    private static ApiResult order(ApiClient customer, Coupon coupon, UUID slot) {
        return customer.post(
                "/orders", Map.of("deliveryAddress", HOME, "couponCodes", List.of(coupon.code()), "slotId", slot));
    }

    private static String reasonOf(ApiResult answer) {
        answer.hasError(400, "ORDER_FAILED");
        return answer.errorDetails().get("reason").asString();
    }

    private int usedOf(Coupon coupon) {
        return api.asAdmin()
                .get("/orders/promotions/" + coupon.id())
                .hasStatus(200)
                .data()
                .get("used")
                .asInt();
    }

    /** What its limit is compared with. */
    private int countedOf(Coupon coupon) {
        return jdbc.sql("select used from promotions where id = ?")
                .param(coupon.id())
                .query(Integer.class)
                .single();
    }
}
