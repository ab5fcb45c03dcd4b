package com.homedelivery.inventory.domain;

import static com.homedelivery.inventory.domain.ReservationStatus.COMMITTED;
import static com.homedelivery.inventory.domain.ReservationStatus.EXPIRED;
import static com.homedelivery.inventory.domain.ReservationStatus.HELD;
import static com.homedelivery.inventory.domain.ReservationStatus.OPEN;
import static com.homedelivery.inventory.domain.ReservationStatus.RELEASED;
import static com.homedelivery.inventory.domain.ReservationStatus.RETURNED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReservationStatusTests {

    @Test
    void hasTheseTransitionsAndNoOthers() {
        assertThat(table())
                .isEqualTo(Map.of(
                        OPEN, Set.of(HELD, COMMITTED, RELEASED),
                        HELD, Set.of(COMMITTED, RELEASED, EXPIRED),
                        EXPIRED, Set.of(COMMITTED, RELEASED),
                        COMMITTED, Set.of(RETURNED),
                        RELEASED, Set.of(),
                        RETURNED, Set.of()));
    }

    private static Map<ReservationStatus, Set<ReservationStatus>> table() {
        Map<ReservationStatus, Set<ReservationStatus>> table = new EnumMap<>(ReservationStatus.class);
        for (ReservationStatus status : ReservationStatus.values()) {
            table.put(
                    status,
                    Arrays.stream(ReservationStatus.values())
                            .filter(status::canTransitionTo)
                            .collect(Collectors.toSet()));
        }
        return table;
    }
}
