package com.homedelivery.delivery;

import com.homedelivery.shared.testing.Routes;
import org.junit.jupiter.api.Test;

class RoutesTests {

    @Test
    void everyRouteIsDocumentedAndNothingElse() {
        Routes.assertDocumented("com.homedelivery.delivery", "delivery-service");
    }
}
