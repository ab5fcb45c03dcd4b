package com.homedelivery.inventory.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.ReserveCommand;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class PendingReservationTests {

    @Test
    void startsOnce() {
        PendingReservation pending = pending(Duration.ofHours(1));

        assertThat(pending.tryStart()).isTrue();
        assertThat(pending.tryStart()).isFalse();
    }

    @Test
    void doesNotStartAfterItsDeadline() {
        PendingReservation pending = pending(Duration.ZERO);

        assertThat(pending.tryStart()).isFalse();
        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(pending::await);
    }

    @Test
    void hasAnUnknownOutcomeOnceStarted() {
        PendingReservation pending = pending(Duration.ofSeconds(2));

        assertThat(pending.tryStart()).isTrue();
        assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(pending::await);
    }

    private static PendingReservation pending(Duration time) {
        ReserveCommand command = new ReserveCommand(UUID.randomUUID(), Map.of(UUID.randomUUID(), 1));
        return new PendingReservation(
                command,
                new ChangeCause("order-service", MovementReason.ORDER_PLACED, "order is placed", null),
                RequestDeadline.in(time));
    }
}
