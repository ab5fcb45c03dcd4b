package com.homedelivery.auth;

import com.homedelivery.shared.testing.ConfigurationDocumentation;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentationTests {

    @Test
    void everyPropertyIsDocumentedAndNothingElse() {
        ConfigurationDocumentation.assertDocumented("auth-service", "application.yaml");
    }
}
