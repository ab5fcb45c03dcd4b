package com.homedelivery.shared.structure;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.testing.openapi.ServiceDocument;
import java.lang.reflect.Type;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;

class OpenApiTests {

    private static final Type ANY_OBJECT = ResolvableType.forClassWithGenerics(
                    ApiResponse.class, ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class))
            .getType();

    @Test
    void theDocumentIsWhatTheCodeSays() {
        ServiceDocument.of("com.homedelivery.shared", "Every service")
                .answering("personalData_personalData", ANY_OBJECT)
                .assertCheckedIn();
    }
}
