package com.homedelivery.notification;

import com.homedelivery.shared.testing.ConfigurationDocumentation;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentationTests {

    @Test
    void everyPropertyIsDocumentedAndNothingElse() {
        ConfigurationDocumentation.assertDocumented("notification-service", "application.yaml");
    }
}
