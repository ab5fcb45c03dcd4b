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

/** An admin's changes to the catalogue. Each invalidates what this instance, and then the others, have cached. */
@Service
public class ManageProducts {

    private final Products products;
    private final CatalogueRevision revision;
    private final CatalogueChangeNotifier notifier;
    private final TransactionOperations transactions;
    private final Clock clock;

    ManageProducts(
            Products products,
            CatalogueRevision revision,
            CatalogueChangeNotifier notifier,
            TransactionOperations transactions,
            Clock clock) {
        this.products = products;
        this.revision = revision;
        this.notifier = notifier;
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
     * @param readVersion the version that the admin has read, or null to overwrite any
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
        revision.invalidate();
        notifier.notifyChanged();
        return CatalogueEntry.of(changed);
    }
}
