package com.homedelivery.notification;

import com.homedelivery.shared.testing.Routes;
import org.junit.jupiter.api.Test;

class RoutesTests {

    @Test
    void everyRouteIsDocumentedAndNothingElse() {
        Routes.assertDocumented("com.homedelivery.notification", "notification-service");
    }
}
