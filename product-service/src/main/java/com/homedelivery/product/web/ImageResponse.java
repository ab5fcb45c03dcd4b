package com.homedelivery.product.web;

import com.homedelivery.product.application.Rendition;
import com.homedelivery.product.domain.ProductImage;

/**
 * A picture of a product.
 *
 * @param id made of its content
 * @param alt what can be seen, for who cannot see it
 * @param width pixels of the picture behind {@code url}
 * @param height pixels of the picture behind {@code url}
 * @param url the picture, 1,600 pixels a side at most
 * @param mediumUrl 640 pixels a side at most
 * @param smallUrl 160 pixels a side at most
 */
record ImageResponse(String id, String alt, int width, int height, String url, String mediumUrl, String smallUrl) {

    static ImageResponse of(ProductImage image, ImageUrls urls) {
        return new ImageResponse(
                image.id(),
                image.alt(),
                image.width(),
                image.height(),
                urls.of(image, Rendition.LARGE),
                urls.of(image, Rendition.MEDIUM),
                urls.of(image, Rendition.SMALL));
    }
}
