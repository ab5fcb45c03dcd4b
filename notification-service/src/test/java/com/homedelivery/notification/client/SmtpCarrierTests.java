package com.homedelivery.notification.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpCarrierTests {

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 <ada@example.test>: Recipient address rejected, 550 5.1.1",
        "550 Nobody called ada@example.test, 550",
        "'550-5.7.26 ada@example.test, first of two lines', 550 5.7.26",
        "452 4.2.2 ada@example.test is over quota, 452 4.2.2",
        "552-ada@example.test is full, 552",
        "ada@example.test is not here, It was refused",
        "5501234567@example.test is not here, It was refused",
        "null, It was refused",
    })
    void onlyTheCodesOfARefusalArePassedOn(String said, String code) {
        assertThat(SmtpCarrier.codeIn(said)).isEqualTo(code);
    }
}
