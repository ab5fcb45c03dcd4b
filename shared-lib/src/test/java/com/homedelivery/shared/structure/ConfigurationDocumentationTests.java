package com.homedelivery.shared.structure;

import com.homedelivery.shared.testing.ConfigurationDocumentation;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentationTests {

    @Test
    void everySharedPropertyIsDocumentedAndNothingElse() {
        ConfigurationDocumentation.assertDocumented("shared-lib", "homedelivery-defaults.yaml");
    }
}
