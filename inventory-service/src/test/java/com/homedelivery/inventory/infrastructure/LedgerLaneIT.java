package com.homedelivery.inventory.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.AdjustStock;
import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.ReserveCommand;
import com.homedelivery.inventory.application.ReserveInLedger;
import com.homedelivery.inventory.application.ReserveResult.Granted;
import com.homedelivery.inventory.domain.InsufficientStockException;
import com.homedelivery.inventory.domain.MovementReason;
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

/** Orders that wait before a lane starts are saved together. */
@IntegrationTest
class LedgerLaneIT {

    private static final ChangeCause CAUSE =
            new ChangeCause("order-service", MovementReason.ORDER_PLACED, "order is placed", null);
    private static final int QUEUE = 10;

    @Autowired
    ReserveInLedger reserveInLedger;

    @Autowired
    AdjustStock adjustStock;

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
        adjustStock.record(bananas, new AdjustStock.Figures(9, null, null), CAUSE);
    }

    @AfterEach
    void stop() {
        lane.stop();
        customers.shutdownNow();
    }

    @Test
    void savesAllWaitingOrdersInOneTransactionEachWithItsOwnResult() throws Exception {
        List<Future<Granted>> waiting = List.of(reserve(2), reserve(2), reserve(2), reserve(2), reserve(2));
        await().until(() -> lane.queueLength() == 5);

        lane.start();

        int granted = 0;
        for (Future<Granted> one : waiting) {
            try {
                assertThat(one.get().reservation().quantities()).isEqualTo(Map.of(bananas, 2));
                granted++;
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(InsufficientStockException.class);
            }
        }
        assertThat(granted).isEqualTo(4);
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
    void keepsNothingOfARefusedOrder() {
        UUID orderId = UUID.randomUUID();
        lane.start();

        assertThatExceptionOfType(InsufficientStockException.class)
                .isThrownBy(() -> lane.reserve(new ReserveCommand(orderId, Map.of(bananas, 10)), CAUSE));

        assertThat(jdbc.sql("select count(*) from reservations where order_id = ?")
                        .param(orderId)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void savesTheOthersWhenOneFails() throws Exception {
        List<Future<Granted>> good = new ArrayList<>(List.of(reserve(1), reserve(2)));
        Future<Granted> impossible = reserve(-1);
        good.add(reserve(3));
        await().until(() -> lane.queueLength() == 4);

        lane.start();

        for (Future<Granted> one : good) {
            assertThat(one.get().isNew()).isTrue();
        }
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(impossible::get)
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(reserved()).isEqualTo(6);
    }

    @Test
    void refusesAtOnceWhenTheQueueIsFull() {
        for (int i = 0; i < QUEUE; i++) {
            reserve(1);
        }
        await().until(() -> lane.queueLength() == QUEUE);

        assertUnavailable(lane);
    }

    @Test
    void savesNothingThatWasGivenUpBefore() {
        LedgerLane slow = lane(Duration.ofMillis(50));
        assertUnavailable(slow);

        runUntilEmpty(slow);

        assertThat(reserved()).isZero();
    }

    @Test
    void waitsNoLongerThanTheDeadlineOfTheRequest() {
        try (var _ = RequestDeadline.in(Duration.ofMillis(50)).bind()) {
            assertUnavailable(lane);
        }

        runUntilEmpty(lane);

        assertThat(reserved()).isZero();
    }

    @Test
    void reportsAnUnknownOutcomeWhenGivenUpWhileSaving() {
        // Time enough for the lane to begin, less than it waits for a lock.
        LedgerLane slow = lane(Duration.ofSeconds(1));
        slow.start();

        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select 1 from stock where product_id = ? for update")
                    .param(bananas)
                    .query()
                    .singleValue();
            assertThatExceptionOfType(QueryTimeoutException.class)
                    .isThrownBy(() -> slow.reserve(new ReserveCommand(UUID.randomUUID(), Map.of(bananas, 1)), CAUSE));
        });

        await().until(() -> reserved() == 1);
        slow.stop();
    }

    private void assertUnavailable(LedgerLane busy) {
        assertThatExceptionOfType(ServiceUnavailableException.class)
                .isThrownBy(() -> busy.reserve(new ReserveCommand(UUID.randomUUID(), Map.of(bananas, 1)), CAUSE));
    }

    private static void runUntilEmpty(LedgerLane waiting) {
        waiting.start();
        await().until(() -> waiting.queueLength() == 0);
        waiting.stop();
    }

    private Future<Granted> reserve(int units) {
        return customers.submit(
                () -> lane.reserve(new ReserveCommand(UUID.randomUUID(), Map.of(bananas, units)), CAUSE));
    }

    private LedgerLane lane(Duration maxWait) {
        return new LedgerLane("lane", reserveInLedger, new InventoryProperties.Ledger(1, QUEUE, maxWait));
    }

    private int numberOf(String sql) {
        return jdbc.sql(sql).param(bananas).query(Integer.class).single();
    }

    private int reserved() {
        return numberOf("select reserved from stock where product_id = ?");
    }
}
