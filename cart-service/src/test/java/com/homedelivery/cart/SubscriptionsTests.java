package com.homedelivery.cart;

import com.homedelivery.shared.testing.Subscriptions;
import org.junit.jupiter.api.Test;

class SubscriptionsTests {

    @Test
    void everyEventActedOnIsDocumentedAndNothingElse() {
        Subscriptions.assertDocumented("com.homedelivery.cart.messaging", "cart-service");
    }

    @Test
    void everyStreamItReadsIsMadeWithItsGroupAndNoOther() {
        Subscriptions.assertGroupsMade("com.homedelivery.cart.messaging", "cart-service");
    }
}
