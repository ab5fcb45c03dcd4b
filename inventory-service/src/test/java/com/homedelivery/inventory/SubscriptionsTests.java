package com.homedelivery.inventory;

import com.homedelivery.shared.testing.Subscriptions;
import org.junit.jupiter.api.Test;

class SubscriptionsTests {

    @Test
    void everyEventActedOnIsDocumentedAndNothingElse() {
        Subscriptions.assertDocumented("com.homedelivery.inventory.messaging", "inventory-service");
    }

    @Test
    void everyStreamItReadsIsMadeWithItsGroupAndNoOther() {
        Subscriptions.assertGroupsMade("com.homedelivery.inventory.messaging", "inventory-service");
    }
}
