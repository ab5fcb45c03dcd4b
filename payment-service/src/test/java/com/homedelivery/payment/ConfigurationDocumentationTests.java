package com.homedelivery.payment;

import com.homedelivery.shared.testing.ConfigurationDocumentation;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentationTests {

    @Test
    void everyPropertyIsDocumentedAndNothingElse() {
        ConfigurationDocumentation.assertDocumented("payment-service", "application.yaml");
    }
}
