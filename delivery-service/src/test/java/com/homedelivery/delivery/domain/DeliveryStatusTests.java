package com.homedelivery.delivery.domain;

import static com.homedelivery.delivery.domain.DeliveryStatus.ASSIGNED;
import static com.homedelivery.delivery.domain.DeliveryStatus.DELIVERED;
import static com.homedelivery.delivery.domain.DeliveryStatus.FAILED;
import static com.homedelivery.delivery.domain.DeliveryStatus.IN_TRANSIT;
import static com.homedelivery.delivery.domain.DeliveryStatus.PENDING;
import static com.homedelivery.delivery.domain.DeliveryStatus.PICKED_UP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryStatusTests {

    private static final Map<DeliveryStatus, Set<DeliveryStatus>> TABLE = Map.of(
            PENDING, Set.of(ASSIGNED, FAILED),
            ASSIGNED, Set.of(ASSIGNED, PENDING, PICKED_UP, FAILED),
            PICKED_UP, Set.of(IN_TRANSIT, DELIVERED, FAILED),
            IN_TRANSIT, Set.of(DELIVERED, FAILED),
            DELIVERED, Set.of(),
            FAILED, Set.of());

    @Test
    void goesOnlyWhereTheTableSays() {
        for (DeliveryStatus from : DeliveryStatus.values()) {
            for (DeliveryStatus to : DeliveryStatus.values()) {
                assertThat(from.canTransitionTo(to))
                        .as("%s to %s", from, to)
                        .isEqualTo(TABLE.get(from).contains(to));
            }
        }
    }
}
