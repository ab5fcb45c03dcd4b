package com.homedelivery.analytics;

import com.homedelivery.shared.testing.ConfigurationDocumentation;
import com.homedelivery.shared.testing.ConfigurationRanges;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentationTests {

    @Test
    void everyPropertyIsDocumentedAndNothingElse() {
        ConfigurationDocumentation.assertDocumented("analytics-service", "application.yaml");
    }

    @Test
    void aValueOutOfItsRangeStopsTheStart() {
        ConfigurationRanges.assertEnforced();
    }
}
