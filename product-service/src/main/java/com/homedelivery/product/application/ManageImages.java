package com.homedelivery.product.application;

import com.homedelivery.product.application.ImageRenderer.RenderedImage;
import com.homedelivery.shared.api.error.NotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * An admin's pictures of products. Their files are there before a product shows them, and stay when it does not show them any
 * more: somebody may have kept an address.
 */
@Service
public class ManageImages {

    private final ManageProducts products;
    private final CatalogueReader catalogue;
    private final ImageRenderer renderer;
    private final ImageStore store;

    ManageImages(ManageProducts products, CatalogueReader catalogue, ImageRenderer renderer, ImageStore store) {
        this.products = products;
        this.catalogue = catalogue;
        this.renderer = renderer;
        this.store = store;
    }

    /**
     * Adds a picture to a product, behind the others; the same one again changes only what is said of it.
     *
     * @param alt what can be seen
     * @param readVersion the version of the product that the admin has read, or null for any
     * @throws NotFoundException when there is no such product
     * @throws com.homedelivery.shared.api.error.ValidationException when the upload is no picture that is accepted
     * @throws com.homedelivery.shared.api.error.ConflictException when the product has changed since, or has enough of them
     */
    public CatalogueEntry add(UUID productId, byte[] upload, String alt, @Nullable Long readVersion) {
        if (catalogue.byIds(List.of(productId)).isEmpty()) {
            throw new NotFoundException("Product");
        }
        RenderedImage rendered = renderer.render(upload, alt);
        rendered.files().forEach((rendition, content) -> store.put(rendition.fileName(rendered.image()), content));
        return products.addImage(productId, rendered.image(), readVersion);
    }

    /** The file of this name. */
    public Optional<byte[]> file(String name) {
        return store.get(name);
    }
}
