package com.homedelivery.notification;

import com.homedelivery.shared.testing.ConfigurationDocumentation;
import com.homedelivery.shared.testing.ConfigurationRanges;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentationTests {

    @Test
    void everyPropertyIsDocumentedAndNothingElse() {
        ConfigurationDocumentation.assertDocumented("notification-service", "application.yaml");
    }

    @Test
    void aValueOutOfItsRangeStopsTheStart() {
        ConfigurationRanges.assertEnforced();
    }
}
