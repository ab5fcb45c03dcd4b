package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.application.ForgetCustomer;
import com.homedelivery.inventory.application.SendStockNotices;
import com.homedelivery.inventory.application.StockNotices;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Customers are told when a product can be had again. */
@TestPropertySource(
        properties = {
            "homedelivery.inventory.notices.max-per-customer=3",
            "homedelivery.inventory.notices.send-every=1h",
            "homedelivery.inventory.notices.interval=1h"
        })
class StockNoticesIT extends InventoryServiceTest {

    @Autowired
    SendStockNotices send;

    @Autowired
    StockNotices notices;

    @Autowired
    ForgetCustomer forget;

    UUID bananas;

    @BeforeEach
    void sellOut() {
        bananas = inventory.stocked(0);
    }

    @Test
    void tellsACustomerOnce() {
        UUID ann = waiting(bananas);
        tell();
        assertThat(told()).isEmpty();

        inventory.put(bananas, Map.of("adjustBy", 5));
        tell();
        tell();

        assertThat(told()).containsExactly(ann);
        assertThat(api.as(ann).get("/inventory/notices").data()).isEmpty();
    }

    @Test
    void tellsThoseWhoHaveWaitedLongestAndNotMoreThanThereAreUnits() {
        List<UUID> customers = Stream.generate(() -> waiting(bananas)).limit(5).toList();

        inventory.put(bananas, Map.of("adjustBy", 2));
        tell();
        tell();
        assertThat(told()).containsExactlyElementsOf(customers.subList(0, 2));

        passAnHour();
        tell();
        assertThat(told()).containsExactlyElementsOf(customers.subList(0, 4));

        inventory.put(bananas, Map.of("quantity", 0));
        passAnHour();
        tell();
        assertThat(told()).hasSize(4);
    }

    @Test
    void tellsEverybodyAtOnceWhenThereIsEnoughForAll() {
        jdbc.sql("""
                        insert into stock_notices (product_id, user_id, requested_at)
                        select :product, gen_random_uuid(), now() from generate_series(1, 1200)
                        """).param("product", bananas).update();

        inventory.put(bananas, Map.of("adjustBy", 5000));
        tell();

        assertThat(told()).hasSize(1200).doesNotHaveDuplicates();
    }

    @Test
    void tellsNobodyTwiceWhenSeveralInstancesDoSoAtOnce() {
        List<UUID> customers = Stream.generate(() -> waiting(bananas)).limit(6).toList();
        inventory.put(bananas, Map.of("adjustBy", 4));

        AtOnce.run(IntStream.range(0, 6)
                .<Supplier<Integer>>mapToObj(_ -> () -> send.nextBatch(100))
                .toList());

        assertThat(told()).containsExactlyElementsOf(customers.subList(0, 4));
    }

    @Test
    void doesNotTellOfSafetyStock() {
        waiting(bananas);
        inventory.put(bananas, Map.of("safetyStock", 5));

        inventory.put(bananas, Map.of("adjustBy", 5));
        tell();

        assertThat(told()).isEmpty();
    }

    @Test
    void keepsThePlaceOfWhoAsksAgain() {
        UUID ann = waiting(bananas);
        UUID bob = waiting(bananas);
        ask(ann, bananas).hasStatus(201);

        inventory.put(bananas, Map.of("adjustBy", 1));
        tell();

        assertThat(told()).containsExactly(ann).doesNotContain(bob);
    }

    @Test
    void refusesWhatIsInStockAndMoreThanOneMayWaitFor() {
        UUID ann = UUID.randomUUID();
        ask(ann, inventory.stocked(3)).hasError(409, "CONFLICT");

        List<Integer> answers = AtOnce.run(IntStream.range(0, 8)
                .<Supplier<Integer>>mapToObj(
                        _ -> () -> ask(ann, UUID.randomUUID()).status())
                .toList());

        assertThat(Collections.frequency(answers, 201)).isEqualTo(3);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(5);
        assertThat(api.as(ann).post("/inventory/notices", Map.of()).errorCode()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void showsOnesOwnAndForgetsWhatIsWithdrawn() {
        UUID ann = waiting(bananas);
        waiting(bananas);

        assertThat(api.as(ann).get("/inventory/notices").data()).hasSize(1);
        assertThat(api.as(ann).delete("/inventory/notices/" + bananas).data()).isEmpty();
        api.as(ann).delete("/inventory/notices/" + bananas).hasStatus(200);
        assertThat(notices.takeFirst(bananas, 10)).hasSize(1);
    }

    @Test
    void forgetsACustomerWhoseAccountIsDeleted() {
        UUID ann = waiting(bananas);
        assertThat(api.asService("user-service")
                        .get("/personal-data/" + ann)
                        .data()
                        .toString())
                .contains(bananas.toString());

        forget.on(new UserDeleted(ann, Instant.now()));
        forget.on(new UserDeleted(ann, Instant.now()));

        assertThat(notices.findThoseOf(ann)).isEmpty();
        assertThat(api.asService("user-service")
                        .get("/personal-data/" + ann)
                        .data()
                        .toString())
                .isEqualTo("{\"stockNotices\":[]}");
    }

    @Test
    void forgetsRequestsThatAreVeryOld() {
        UUID ann = waiting(bananas);

        notices.removeOlderThan(Instant.now().minus(Duration.ofDays(1)), 1000);
        assertThat(notices.findThoseOf(ann)).hasSize(1);
        await().untilAsserted(() ->
                assertThat(notices.removeOlderThan(Instant.now(), 1000)).isZero());

        assertThat(notices.findThoseOf(ann)).isEmpty();
    }

    @Test
    void isForPeopleWhoAreSignedIn() {
        api.get("/inventory/notices").hasStatus(401);
        api.post("/inventory/notices", Map.of("productId", bananas)).hasStatus(401);
        inventory.asOrderService().get("/inventory/notices").hasStatus(403);
    }

    private UUID waiting(UUID productId) {
        UUID customer = UUID.randomUUID();
        ask(customer, productId).hasStatus(201);
        return customer;
    }

    private ApiResult ask(UUID customer, UUID productId) {
        return api.as(customer).post("/inventory/notices", Map.of("productId", productId));
    }

    private void tell() {
        while (send.nextBatch(100) == 100) {}
    }

    private void passAnHour() {
        jdbc.sql("update stock_notice_rounds set told_at = told_at - interval '61 minutes'")
                .update();
    }

    private List<UUID> told() {
        return jdbc.sql("""
                        select cast(data::jsonb ->> 'userId' as uuid) from outbox
                        where event_key = ? and type = 'inventory.back_in_stock' order by id
                        """).param(bananas.toString()).query(UUID.class).list();
    }
}
