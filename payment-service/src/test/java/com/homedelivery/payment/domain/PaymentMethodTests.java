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
    void knownWordsAreWhatTheySay(String word, PaymentMethod.Kind kind) {
        assertThat(PaymentMethod.of(word).kind()).isEqualTo(kind);
    }

    @Test
    void aKnownWordIsKeptInLowerCase() {
        assertThat(PaymentMethod.of(" UPI ").word()).isEqualTo("upi");
    }

    @Test
    void anyOtherWordIsKeptAndTreatedAsACard() {
        PaymentMethod method = PaymentMethod.of(" Apple Pay ");
        assertThat(method.word()).isEqualTo("Apple Pay");
        assertThat(method.kind()).isEqualTo(PaymentMethod.Kind.CREDIT_CARD);
        assertThat(method.isCash()).isFalse();
    }
}
