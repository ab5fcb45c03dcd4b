package com.homedelivery.gateway;

import com.homedelivery.shared.testing.Routes;
import org.junit.jupiter.api.Test;

class RoutesTests {

    @Test
    void everyRouteIsDocumentedAndNothingElse() {
        Routes.assertDocumented("com.homedelivery.gateway", "api-gateway");
    }
}
