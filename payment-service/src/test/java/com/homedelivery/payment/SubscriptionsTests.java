package com.homedelivery.payment;

import com.homedelivery.shared.testing.Subscriptions;
import org.junit.jupiter.api.Test;

class SubscriptionsTests {

    @Test
    void everyEventActedOnIsDocumentedAndNothingElse() {
        Subscriptions.assertDocumented("com.homedelivery.payment.messaging", "payment-service");
    }

    @Test
    void everyStreamItReadsIsMadeWithItsGroupAndNoOther() {
        Subscriptions.assertGroupsMade("com.homedelivery.payment.messaging", "payment-service");
    }
}
