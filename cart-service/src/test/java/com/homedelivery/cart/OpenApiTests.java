package com.homedelivery.cart;

import com.homedelivery.shared.testing.openapi.ServiceDocument;
import org.junit.jupiter.api.Test;

class OpenApiTests {

    @Test
    void theDocumentIsWhatTheCodeSays() {
        ServiceDocument.of("com.homedelivery.cart", "cart-service").assertCheckedIn();
    }
}
