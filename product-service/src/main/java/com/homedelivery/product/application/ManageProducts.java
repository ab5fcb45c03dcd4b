package com.homedelivery.product.application;

import com.homedelivery.product.domain.Categories;
import com.homedelivery.product.domain.Product;
import com.homedelivery.product.domain.ProductDetails;
import com.homedelivery.product.domain.ProductImage;
import com.homedelivery.product.domain.Products;
import com.homedelivery.product.domain.Variant;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** An admin's changes to the catalogue. Each invalidates what this instance, and then the others, have cached. */
@Service
public class ManageProducts {

    private final Products products;
    private final Categories categories;
    private final CatalogueReader catalogue;
    private final CatalogueChanges changes;
    private final TransactionOperations transactions;
    private final Clock clock;

    ManageProducts(
            Products products,
            Categories categories,
            CatalogueReader catalogue,
            CatalogueChanges changes,
            TransactionOperations transactions,
            Clock clock) {
        this.products = products;
        this.categories = categories;
        this.catalogue = catalogue;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @throws ValidationException when its category or main product is not known
     * @throws ConflictException when another product has its SKU
     */
    public CatalogueEntry add(ProductDetails details) {
        return change(() -> products.save(Product.add(check(null, details), clock.instant())));
    }

    /**
     * Replaces what is said about a product.
     *
     * @param revision what is to be said about it, of what is said about it
     * @param onSale whether it is on sale from now on, or null to leave that as it is
     * @param readVersion the version that the admin has read, or null to overwrite any
     * @throws NotFoundException when there is no such product
     * @throws ConflictException when the product has changed since that version, or as in {@link #add}
     */
    public CatalogueEntry revise(
            UUID id, UnaryOperator<ProductDetails> revision, @Nullable Boolean onSale, @Nullable Long readVersion) {
        return change(() -> {
            Product product = find(id, readVersion);
            product.revise(check(id, revision.apply(product.details())), onSale, clock.instant());
            return product;
        });
    }

    /**
     * Takes a product off sale; it can still be read by its id.
     *
     * @throws NotFoundException when there is no such product
     */
    public CatalogueEntry deactivate(UUID id, @Nullable Long readVersion) {
        return change(() -> {
            Product product = find(id, readVersion);
            product.deactivate(clock.instant());
            return product;
        });
    }

    /** Shows another picture, behind the others, or says something else about one that is there. */
    CatalogueEntry addImage(UUID id, ProductImage image, @Nullable Long readVersion) {
        return change(() -> {
            Product product = find(id, readVersion);
            product.addImage(image, clock.instant());
            return product;
        });
    }

    /**
     * Shows these of a product's pictures, in this order, and no others.
     *
     * @param arranged what can be seen on each, by its id
     * @throws NotFoundException when there is no such product or picture
     */
    public CatalogueEntry arrangeImages(UUID id, SequencedMap<String, String> arranged, @Nullable Long readVersion) {
        return change(() -> {
            Product product = find(id, readVersion);
            product.arrangeImages(arranged, clock.instant());
            return product;
        });
    }

    private Product find(UUID id, @Nullable Long readVersion) {
        Product product = products.findById(id).orElseThrow(() -> new NotFoundException("Product"));
        if (readVersion != null && readVersion != product.version()) {
            throw new ConflictException("The product has changed since it was read");
        }
        return product;
    }

    private ProductDetails check(@Nullable UUID id, ProductDetails details) {
        String sku = details.specification().sku();
        if (sku != null
                && products.findBySku(sku)
                        .filter(other -> !other.id().equals(id))
                        .isPresent()) {
            throw new ConflictException("Another product has this SKU");
        }
        Variant variant = details.specification().variant();
        if (variant != null) {
            checkVariant(id, variant);
        }
        if (details.categoryId() == null) {
            return details;
        }
        return categories
                .findById(details.categoryId())
                .map(category -> details.in(category.id(), category.name()))
                .orElseThrow(() -> new ValidationException("categoryId", "must be a category"));
    }

    private void checkVariant(@Nullable UUID id, Variant variant) {
        boolean isMain = products.findById(variant.of())
                .filter(main -> main.details().specification().variant() == null)
                .filter(main -> !main.id().equals(id))
                .isPresent();
        if (!isMain) {
            throw new ValidationException("variantOf", "must be another product that is no variant itself");
        }
        if (id != null && products.existsByVariantOf(id)) {
            throw new ValidationException("variantOf", "must not be set for a product that has variants");
        }
    }

    private CatalogueEntry change(Supplier<Product> work) {
        CatalogueEntry changed = Objects.requireNonNull(transactions.execute(_ -> {
            Product product = work.get();
            products.flush();
            return catalogue.byIds(List.of(product.id())).getFirst();
        }));
        changes.publish();
        return changed;
    }
}
