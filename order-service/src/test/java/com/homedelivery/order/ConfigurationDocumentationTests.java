package com.homedelivery.order;

import com.homedelivery.shared.testing.ConfigurationDocumentation;
import com.homedelivery.shared.testing.ConfigurationRanges;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentationTests {

    @Test
    void everyPropertyIsDocumentedAndNothingElse() {
        ConfigurationDocumentation.assertDocumented("order-service", "application.yaml");
    }

    @Test
    void aValueOutOfItsRangeStopsTheStart() {
        ConfigurationRanges.assertEnforced();
    }
}
