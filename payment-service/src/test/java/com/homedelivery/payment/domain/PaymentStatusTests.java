package com.homedelivery.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentStatusTests {

    @ParameterizedTest
    @EnumSource(PaymentStatus.class)
    void goesOnlyWhereTheContractSays(PaymentStatus status) {
        Set<PaymentStatus> allowed = switch (status) {
            case PENDING -> Set.of(PaymentStatus.PROCESSING, PaymentStatus.SUCCESS, PaymentStatus.FAILED);
            case PROCESSING -> Set.of(PaymentStatus.SUCCESS, PaymentStatus.FAILED);
            case SUCCESS -> Set.of(PaymentStatus.REFUNDED);
            case FAILED, REFUNDED -> Set.of();
        };
        for (PaymentStatus next : PaymentStatus.values()) {
            assertThat(status.canTransitionTo(next)).as("%s → %s", status, next).isEqualTo(allowed.contains(next));
        }
    }
}
