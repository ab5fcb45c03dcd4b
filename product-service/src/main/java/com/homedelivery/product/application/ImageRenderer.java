package com.homedelivery.product.application;

import com.homedelivery.product.domain.ProductImage;
import java.util.Map;

/** Makes pictures of what was uploaded. */
public interface ImageRenderer {

    /**
     * Decodes an upload, and writes what is to be seen anew: nothing else of it survives.
     *
     * @throws com.homedelivery.shared.api.error.ValidationException when it is no picture that is accepted, by its content and not by
     *     what it claims to be, or has too many pixels
     */
    RenderedImage render(byte[] upload, String alt);

    /** A picture, and the contents of its files. */
    record RenderedImage(ProductImage image, Map<Rendition, byte[]> files) {}
}
