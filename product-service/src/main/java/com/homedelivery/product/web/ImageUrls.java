package com.homedelivery.product.web;

import com.homedelivery.product.ProductProperties;
import com.homedelivery.product.application.Rendition;
import com.homedelivery.product.domain.ProductImage;
import org.springframework.stereotype.Component;

/** Where clients find pictures. */
@Component
class ImageUrls {

    private final String base;

    ImageUrls(ProductProperties properties) {
        this.base = properties.imageBaseUrl();
    }

    String of(ProductImage image, Rendition rendition) {
        return base + "/" + rendition.fileName(image);
    }
}
