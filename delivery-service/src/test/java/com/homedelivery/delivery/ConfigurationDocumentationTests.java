package com.homedelivery.delivery;

import com.homedelivery.shared.testing.ConfigurationDocumentation;
import com.homedelivery.shared.testing.ConfigurationRanges;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentationTests {

    @Test
    void everyPropertyIsDocumentedAndNothingElse() {
        ConfigurationDocumentation.assertDocumented("delivery-service", "application.yaml");
    }

    @Test
    void aValueOutOfItsRangeStopsTheStart() {
        ConfigurationRanges.assertEnforced();
    }
}
