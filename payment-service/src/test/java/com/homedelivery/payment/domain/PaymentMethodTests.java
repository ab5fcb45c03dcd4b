package com.homedelivery.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentMethodTests {

    @ParameterizedTest
    @CsvSource({
        "credit_card, CREDIT_CARD",
        "debit_card, DEBIT_CARD",
        "upi, UPI",
        "wallet, WALLET",
        "cod, COD",
        "COD, COD",
    })
    void knownCodesAreWhatTheySay(String code, PaymentMethod.Kind kind) {
        assertThat(PaymentMethod.of(code).kind()).isEqualTo(kind);
    }

    @Test
    void aKnownCodeIsKeptInLowerCase() {
        assertThat(PaymentMethod.of(" UPI ").code()).isEqualTo("upi");
    }

    @Test
    void anyOtherCodeIsKeptAndTreatedAsACard() {
        PaymentMethod method = PaymentMethod.of(" Apple Pay ");
        assertThat(method.code()).isEqualTo("Apple Pay");
        assertThat(method.kind()).isEqualTo(PaymentMethod.Kind.CREDIT_CARD);
        assertThat(method.isCash()).isFalse();
    }
}
