package com.homedelivery.shared.structure;

import com.homedelivery.shared.testing.ConfigurationDocumentation;
import com.homedelivery.shared.testing.ConfigurationRanges;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentationTests {

    @Test
    void everySharedPropertyIsDocumentedAndNothingElse() {
        ConfigurationDocumentation.assertDocumented("shared-lib", "homedelivery-defaults.yaml");
    }

    @Test
    void aValueOutOfItsRangeStopsTheStart() {
        ConfigurationRanges.assertEnforced("homedelivery.jwt.secret=only-for-tests-only-for-tests-only-for-tests");
    }
}
