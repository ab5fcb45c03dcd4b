package com.homedelivery.product.web;

import com.homedelivery.product.application.CategoryCount;
import com.homedelivery.product.application.CategoryNode;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.testing.openapi.ServiceDocument;
import java.lang.reflect.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;

class OpenApiTests {

    /** What is cached as text does not say in its type what it is. */
    @Test
    void theDocumentIsWhatTheCodeSays() {
        ServiceDocument.of("com.homedelivery.product", "product-service")
                .answering("product_list", envelopeOf(listOf(ProductResponse.class)))
                .answering("product_categories", envelopeOf(listOf(CategoryCount.class)))
                .answering("product_categoryTree", envelopeOf(listOf(CategoryNode.class)))
                .answering("product_variants", envelopeOf(listOf(ProductResponse.class)))
                .answering("product_read", envelopeOf(ResolvableType.forClass(ProductResponse.class)))
                .answering("search_suggest", envelopeOf(ResolvableType.forClass(SuggestResponse.class)))
                .assertCheckedIn();
    }

    private static ResolvableType listOf(Class<?> element) {
        return ResolvableType.forClassWithGenerics(List.class, element);
    }

    private static Type envelopeOf(ResolvableType data) {
        return ResolvableType.forClassWithGenerics(ApiResponse.class, data).getType();
    }
}
