package com.homedelivery.order.domain;

import static com.homedelivery.order.domain.OrderStatus.CANCELLED;
import static com.homedelivery.order.domain.OrderStatus.CONFIRMED;
import static com.homedelivery.order.domain.OrderStatus.DELIVERED;
import static com.homedelivery.order.domain.OrderStatus.FAILED;
import static com.homedelivery.order.domain.OrderStatus.PENDING;
import static com.homedelivery.order.domain.OrderStatus.PROCESSING;
import static com.homedelivery.order.domain.OrderStatus.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderStatusTests {

    @Test
    void leadsStepByStepToDelivered() {
        List<OrderStatus> way = List.of(PENDING, CONFIRMED, PROCESSING, SHIPPED, DELIVERED);

        for (int step = 1; step < way.size(); step++) {
            assertThat(way.get(step - 1).canTransitionTo(way.get(step))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void neverLeadsBackOrToItself(OrderStatus status) {
        assertThat(Arrays.stream(OrderStatus.values())
                        .filter(next -> next.ordinal() <= status.ordinal())
                        .filter(status::canTransitionTo))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "CANCELLED", "FAILED"})
    void isFinalOnceEnded(OrderStatus end) {
        assertThat(Arrays.stream(OrderStatus.values()).filter(end::canTransitionTo))
                .isEmpty();
    }

    @Test
    void isOnlyConfirmedOrCancelledBeforeItIsPaid() {
        assertThat(Arrays.stream(OrderStatus.values()).filter(PENDING::canTransitionTo))
                .containsExactly(CONFIRMED, CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "PROCESSING", "SHIPPED"})
    void canFailOnceConfirmed(OrderStatus status) {
        assertThat(status.canTransitionTo(FAILED)).isTrue();
    }
}
