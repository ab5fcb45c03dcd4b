package com.homedelivery.notification;

import com.homedelivery.shared.testing.Subscriptions;
import org.junit.jupiter.api.Test;

class SubscriptionsTests {

    @Test
    void everyEventActedOnIsDocumentedAndNothingElse() {
        Subscriptions.assertDocumented("com.homedelivery.notification.messaging", "notification-service");
    }

    @Test
    void everyStreamItReadsIsMadeWithItsGroupAndNoOther() {
        Subscriptions.assertGroupsMade("com.homedelivery.notification.messaging", "notification-service");
    }
}
