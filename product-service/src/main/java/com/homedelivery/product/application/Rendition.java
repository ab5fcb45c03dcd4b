package com.homedelivery.product.application;

import com.homedelivery.product.domain.ProductImage;
import java.util.Locale;

/** The sizes in which a picture is kept. */
public enum Rendition {
    LARGE(1600),
    MEDIUM(640),
    SMALL(160);

    private final int maxPixels;

    Rendition(int maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** The longer side is not longer than that. */
    public int maxPixels() {
        return maxPixels;
    }

    /** Name of the file with this rendition of a picture. */
    public String fileName(ProductImage image) {
        return image.id() + "-" + name().toLowerCase(Locale.ROOT) + "." + image.extension();
    }
}
