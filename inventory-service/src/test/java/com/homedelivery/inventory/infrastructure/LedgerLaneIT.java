package com.homedelivery.inventory.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.AdjustStock;
import com.homedelivery.inventory.application.Cause;
import com.homedelivery.inventory.application.HoldRequest;
import com.homedelivery.inventory.application.HoldReservations;
import com.homedelivery.inventory.application.HoldResult.Held;
import com.homedelivery.inventory.domain.InsufficientStockException;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.testing.IntegrationTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What waits for a lane before it starts is written together. */
@IntegrationTest
class LedgerLaneIT {

    private static final Cause CAUSE = new Cause("order-service", "order is placed");
    private static final int QUEUE = 10;

    @Autowired
    HoldReservations holds;

    @Autowired
    AdjustStock count;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private final ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();
    private LedgerLane lane;
    private UUID bananas;

    @BeforeEach
    void prepare() {
        lane = lane(Duration.ofSeconds(60));
        bananas = UUID.randomUUID();
        count.record(bananas, 9, null, CAUSE);
    }

    @AfterEach
    void closeUp() {
        lane.stop();
        customers.shutdownNow();
    }

    @Test
    void thoseThatWaitAreWrittenInOneTransactionEachWithItsOwnAnswer() throws Exception {
        List<Future<Held>> waiting = List.of(hold(2), hold(2), hold(2), hold(2), hold(2));
        await().until(() -> lane.waiting() == 5);

        lane.start();

        int held = 0;
        for (Future<Held> one : waiting) {
            try {
                assertThat(one.get().reservation().quantities()).isEqualTo(Map.of(bananas, 2));
                held++;
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(InsufficientStockException.class);
            }
        }
        assertThat(held).isEqualTo(4);
        assertThat(numberOf("""
                        select count(distinct xmin::text) from stock_movements
                        where kind = 'RESERVATION' and product_id = ?
                        """)).isOne();
        assertThat(numberOf("""
                        select count(*) from reservations join reservation_lines using (order_id)
                        where status = 'HELD' and product_id = ?
                        """)).isEqualTo(4);
    }

    @Test
    void ofAnOrderThatIsRefusedNothingStays() {
        UUID orderId = UUID.randomUUID();
        lane.start();

        assertThatExceptionOfType(InsufficientStockException.class)
                .isThrownBy(() -> lane.hold(new HoldRequest(orderId, Map.of(bananas, 10)), CAUSE));

        assertThat(jdbc.sql("select count(*) from reservations where order_id = ?")
                        .param(orderId)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void oneThatCannotBeWrittenKeepsNoneOfTheOthersFromIt() throws Exception {
        List<Future<Held>> good = new ArrayList<>(List.of(hold(1), hold(2)));
        Future<Held> impossible = hold(-1);
        good.add(hold(3));
        await().until(() -> lane.waiting() == 4);

        lane.start();

        for (Future<Held> one : good) {
            assertThat(one.get().isNew()).isTrue();
        }
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(impossible::get)
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(reserved()).isEqualTo(6);
    }

    @Test
    void whoFindsTheQueueFullIsRefusedAtOnce() {
        for (int i = 0; i < QUEUE; i++) {
            hold(1);
        }
        await().until(() -> lane.waiting() == QUEUE);

        assertThatExceptionOfType(ServiceUnavailableException.class)
                .isThrownBy(() -> lane.hold(new HoldRequest(UUID.randomUUID(), Map.of(bananas, 1)), CAUSE));
    }

    @Test
    void whatWasGivenUpBeforeItsTurnIsNotWritten() {
        LedgerLane slow = lane(Duration.ofMillis(50));
        assertThatExceptionOfType(ServiceUnavailableException.class)
                .isThrownBy(() -> slow.hold(new HoldRequest(UUID.randomUUID(), Map.of(bananas, 1)), CAUSE));

        slow.start();
        await().until(() -> slow.waiting() == 0);
        slow.stop();

        assertThat(reserved()).isZero();
    }

    @Test
    void nobodyWaitsLongerThanTheirRequestHasTime() {
        try (var _ = RequestDeadline.in(Duration.ofMillis(50)).bind()) {
            assertThatExceptionOfType(ServiceUnavailableException.class)
                    .isThrownBy(() -> lane.hold(new HoldRequest(UUID.randomUUID(), Map.of(bananas, 1)), CAUSE));
        }

        lane.start();
        await().until(() -> lane.waiting() == 0);
        lane.stop();

        assertThat(reserved()).isZero();
    }

    @Test
    void whatIsGivenUpWhileItIsWrittenIsNotKnown() {
        // Time enough for the lane to begin, less than it waits for a lock.
        LedgerLane slow = lane(Duration.ofSeconds(1));
        slow.start();

        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select 1 from stock where product_id = ? for update")
                    .param(bananas)
                    .query()
                    .singleValue();
            assertThatExceptionOfType(QueryTimeoutException.class)
                    .isThrownBy(() -> slow.hold(new HoldRequest(UUID.randomUUID(), Map.of(bananas, 1)), CAUSE));
        });

        await().until(() -> reserved() == 1);
        slow.stop();
    }

    private Future<Held> hold(int units) {
        return customers.submit(() -> lane.hold(new HoldRequest(UUID.randomUUID(), Map.of(bananas, units)), CAUSE));
    }

    private LedgerLane lane(Duration patience) {
        return new LedgerLane("lane", holds, new InventoryProperties.Ledger(1, 64, QUEUE, patience));
    }

    private int numberOf(String sql) {
        return jdbc.sql(sql).param(bananas).query(Integer.class).single();
    }

    private int reserved() {
        return numberOf("select reserved from stock where product_id = ?");
    }
}
