package com.homedelivery.analytics;

import com.homedelivery.shared.testing.ConfigurationDocumentation;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentationTests {

    @Test
    void everyPropertyIsDocumentedAndNothingElse() {
        ConfigurationDocumentation.assertDocumented("analytics-service", "application.yaml");
    }
}
