package com.homedelivery.delivery;

import com.homedelivery.shared.testing.Subscriptions;
import org.junit.jupiter.api.Test;

class SubscriptionsTests {

    @Test
    void everyEventActedOnIsDocumentedAndNothingElse() {
        Subscriptions.assertDocumented("com.homedelivery.delivery.messaging", "delivery-service");
    }

    @Test
    void everyStreamItReadsIsMadeWithItsGroupAndNoOther() {
        Subscriptions.assertGroupsMade("com.homedelivery.delivery.messaging", "delivery-service");
    }
}
