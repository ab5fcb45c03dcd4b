package com.homedelivery.analytics;

import com.homedelivery.shared.testing.openapi.ServiceDocument;
import org.junit.jupiter.api.Test;

class OpenApiTests {

    @Test
    void theDocumentIsWhatTheCodeSays() {
        ServiceDocument.of("com.homedelivery.analytics", "analytics-service").assertCheckedIn();
    }
}
