package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.InventoryClient.Line;
import com.homedelivery.inventory.application.ExpireReservations;
import com.homedelivery.inventory.application.OrderWorkflow;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.IntegrationTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
@TestPropertySource(
        properties = {
            "homedelivery.inventory.first-sweep-after=0s",
            "homedelivery.inventory.sweep-every=200ms",
            "homedelivery.inventory.sweep-batch=5"
        })
class ExpiryIT {

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ExpireReservations expire;

    @Autowired
    OrderWorkflow workflow;

    @Autowired
    TransactionTemplate transactions;

    InventoryClient client;
    UUID bananas;

    @BeforeEach
    void connect() {
        client = new InventoryClient(port, tokens);
        bananas = client.stocked(100);
    }

    @Test
    void whatIsNotConfirmedInTimeBecomesAvailableAgain() {
        UUID overdue = client.reserved(new Line(bananas, 3));
        UUID withinGrace = client.reserved(new Line(bananas, 2));
        UUID intact = client.reserved(new Line(bananas, 1));
        reservedAgo(withinGrace, Duration.ofMinutes(16));
        reservedAgo(overdue, Duration.ofMinutes(18));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(statusOf(overdue)).isEqualTo("EXPIRED"));

        assertThat(statusOf(withinGrace)).isEqualTo("HELD");
        assertThat(statusOf(intact)).isEqualTo("HELD");
        assertThat(client.levelOf(bananas)).isEqualTo("100/3/97");
        client.reserve(overdue, new Line(bananas, 3)).expectStatus().isEqualTo(409);
    }

    @Test
    void aLateConfirmationTakesTheGoodsIfTheyAreStillThere() {
        UUID orderId = client.reserved(new Line(bananas, 3));
        reservedAgo(orderId, Duration.ofMinutes(18));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("EXPIRED"));

        workflow.on(new OrderEvent.OrderConfirmed(
                orderId,
                UUID.randomUUID(),
                List.of(new OrderEvent.Item(bananas, "Bananas", 3, BigDecimal.ONE)),
                BigDecimal.TEN,
                new OrderEvent.Address("1 Main St", "New York", "NY", "10001", null),
                Instant.now()));

        assertThat(client.levelOf(bananas)).isEqualTo("97/0/97");
    }

    @Test
    void severalSweepersShareTheWork() throws Exception {
        List<UUID> orders = IntStream.range(0, 40)
                .mapToObj(_ -> client.reserved(new Line(bananas, 1)))
                .toList();
        orders.forEach(orderId -> reservedAgo(orderId, Duration.ofMinutes(18)));

        try (var sweepers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> batches = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                batches.add(sweepers.submit(expire::nextBatch));
            }
            for (Future<Integer> batch : batches) {
                assertThat(batch.get()).isLessThanOrEqualTo(5);
            }
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(client.levelOf(bananas)).isEqualTo("100/0/100"));
        assertThat(orders).allSatisfy(orderId -> assertThat(statusOf(orderId)).isEqualTo("EXPIRED"));
    }

    @Test
    void aReservationThatSomebodyWorksOnIsPassedOver() {
        UUID busy = client.reserved(new Line(bananas, 3));

        transactions.executeWithoutResult(_ -> {
            reservedAgo(busy, Duration.ofMinutes(18));
            UUID idle = client.reserved(new Line(bananas, 2));
            Thread.ofVirtual().start(() -> reservedAgo(idle, Duration.ofMinutes(18)));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(client.levelOf(bananas)).isEqualTo("100/3/97"));
        });

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(client.levelOf(bananas)).isEqualTo("100/0/100"));
    }

    private void reservedAgo(UUID orderId, Duration age) {
        jdbc.sql("""
                        update reservations set
                            created_at = now() - make_interval(secs => :age),
                            expires_at = now() - make_interval(secs => :age) + interval '15 minutes'
                        where order_id = :id
                        """).param("age", age.toSeconds()).param("id", orderId).update();
    }

    private String statusOf(UUID orderId) {
        return jdbc.sql("select status from reservations where order_id = :id")
                .param("id", orderId)
                .query(String.class)
                .single();
    }
}
