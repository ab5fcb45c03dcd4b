package com.homedelivery.product.application;

import com.homedelivery.product.domain.Product;
import com.homedelivery.product.domain.ProductDetails;
import com.homedelivery.product.domain.Products;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** What an admin does to the catalogue. After every change this instance, and then the others, read it anew. */
@Service
public class ManageProducts {

    private final Products products;
    private final CatalogueRevision revision;
    private final CatalogueChangeNotifier announcements;
    private final TransactionOperations transactions;
    private final Clock clock;

    ManageProducts(
            Products products,
            CatalogueRevision revision,
            CatalogueChangeNotifier announcements,
            TransactionOperations transactions,
            Clock clock) {
        this.products = products;
        this.revision = revision;
        this.announcements = announcements;
        this.transactions = transactions;
        this.clock = clock;
    }

    public CatalogueEntry add(ProductDetails details) {
        return change(() -> products.save(Product.add(details, clock.instant())));
    }

    /**
     * Replaces what is said about a product.
     *
     * @param onSale whether it is on sale from now on, or null to leave that as it is
     * @param readVersion the version that the admin had before them, or null when they do not say
     * @throws NotFoundException when there is no such product
     * @throws ConflictException when the product has changed since that version
     */
    public CatalogueEntry revise(
            UUID id, ProductDetails details, @Nullable Boolean onSale, @Nullable Long readVersion) {
        return change(() -> {
            Product product = find(id);
            if (readVersion != null && readVersion != product.version()) {
                throw new ConflictException("The product has changed since it was read");
            }
            product.revise(details, onSale, clock.instant());
            return product;
        });
    }

    /**
     * Takes a product off sale; it can still be read by its id.
     *
     * @throws NotFoundException when there is no such product
     */
    public CatalogueEntry deactivate(UUID id) {
        return change(() -> {
            Product product = find(id);
            product.deactivate(clock.instant());
            return product;
        });
    }

    private Product find(UUID id) {
        return products.findById(id).orElseThrow(() -> new NotFoundException("Product"));
    }

    private CatalogueEntry change(Supplier<Product> work) {
        Product changed = Objects.requireNonNull(transactions.execute(_ -> work.get()));
        revision.changed();
        announcements.changed();
        return CatalogueEntry.of(changed);
    }
}
