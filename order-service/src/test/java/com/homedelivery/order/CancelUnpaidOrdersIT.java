package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.order.application.CancelUnpaidOrders;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class CancelUnpaidOrdersIT extends OrderServiceTest {

    @Autowired
    CancelUnpaidOrders unpaidOrders;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void anOrderNotPaidInTimeIsCancelled() {
        UUID order = placedBy(customer());
        placedAgo(order, Duration.ofMinutes(15).plusSeconds(1));

        unpaidOrders.sweep();

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
        OrderCancelled cancelled = (OrderCancelled) awaitTold(order, List.of(OrderCreated.class, OrderCancelled.class))
                .getLast();
        assertThat(cancelled.reason()).isEqualTo("Not paid in time");
    }

    @Test
    void anOrderHasItsFullTime() {
        UUID order = placedBy(customer());
        placedAgo(order, Duration.ofMinutes(14));

        unpaidOrders.sweep();

        assertThat(statusOf(order)).isEqualTo("PENDING");
    }

    @Test
    void aPaidOrderStays() {
        UUID order = placedBy(customer());
        arrives(Arrivals.paid(order));
        awaitStatus(order, "CONFIRMED");
        placedAgo(order, Duration.ofHours(2));

        unpaidOrders.sweep();

        assertThat(statusOf(order)).isEqualTo("CONFIRMED");
    }

    @Test
    void sweepersSideBySideCancelEachOrderOnce() {
        Api customer = customer();
        List<UUID> orders =
                IntStream.range(0, 12).mapToObj(_ -> placedBy(customer)).toList();
        orders.forEach(order -> placedAgo(order, Duration.ofHours(1)));

        AtOnce.run(3, () -> {
            unpaidOrders.sweep();
            return true;
        });

        for (UUID order : orders) {
            assertThat(causesOf(order)).containsExactly("Order placed", "Not paid in time");
            awaitTold(order, List.of(OrderCreated.class, OrderCancelled.class));
        }
    }

    @Test
    void aSweeperWaitsForNobody() {
        UUID inHand = placedBy(customer());
        UUID free = placedBy(customer());
        placedAgo(inHand, Duration.ofHours(1));
        placedAgo(free, Duration.ofHours(1));

        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select 1 from orders where id = ? for update")
                    .param(inHand)
                    .query(Integer.class)
                    .single();
            AtOnce.run(1, () -> {
                unpaidOrders.sweep();
                return true;
            });
        });

        assertThat(statusOf(free)).isEqualTo("CANCELLED");
        assertThat(statusOf(inHand)).isEqualTo("PENDING");
    }

    private void placedAgo(UUID order, Duration ago) {
        jdbc.sql("update orders set created_at = now() - make_interval(secs => ?) where id = ?")
                .param(ago.toSeconds())
                .param(order)
                .update();
    }
}
