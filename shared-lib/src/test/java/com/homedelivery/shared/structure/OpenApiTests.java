package com.homedelivery.shared.structure;

import com.homedelivery.shared.testing.openapi.ServiceDocument;
import org.junit.jupiter.api.Test;

class OpenApiTests {

    @Test
    void theDocumentIsWhatTheCodeSays() {
        ServiceDocument.of("com.homedelivery.shared", "Every service").assertCheckedIn();
    }
}
