package com.homedelivery.inventory.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.inventory.application.Cause;
import com.homedelivery.inventory.application.HoldRequest;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class WaitingHoldTests {

    @Test
    void beginsOnce() {
        WaitingHold waiting = waiting(Duration.ofHours(1));

        assertThat(waiting.begin()).isTrue();
        assertThat(waiting.begin()).isFalse();
    }

    @Test
    void doesNotBeginAnyMoreOnceItsDeadlineIsPast() {
        WaitingHold waiting = waiting(Duration.ZERO);

        assertThat(waiting.begin()).isFalse();
        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(waiting::await);
    }

    @Test
    void nobodyKnowsWhatBecameOfOneThatHasBegun() {
        WaitingHold waiting = waiting(Duration.ofSeconds(2));

        assertThat(waiting.begin()).isTrue();
        assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(waiting::await);
    }

    private static WaitingHold waiting(Duration time) {
        HoldRequest request = new HoldRequest(UUID.randomUUID(), Map.of(UUID.randomUUID(), 1));
        return new WaitingHold(request, new Cause("order-service", "order is placed"), RequestDeadline.in(time));
    }
}
