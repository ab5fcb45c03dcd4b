package com.homedelivery.product.application;

import com.homedelivery.product.domain.Categories;
import com.homedelivery.product.domain.Category;
import com.homedelivery.product.domain.Product;
import com.homedelivery.product.domain.ProductDetails;
import com.homedelivery.product.domain.ProductSpecification;
import com.homedelivery.product.domain.Products;
import com.homedelivery.product.domain.Variant;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Rows of a spreadsheet as products. A row is a product by its SKU; a product without one goes by its id. In the transaction of the
 * caller, who makes the change known.
 */
@Service
public class ImportRows {

    private final Products products;
    private final Categories categories;
    private final Clock clock;

    ImportRows(Products products, Categories categories, Clock clock) {
        this.products = products;
        this.categories = categories;
        this.clock = clock;
    }

    /** What came, or would have come, of rows. */
    public record Result(int added, int changed, int unchanged) {}

    /** What is wrong with these rows by themselves. */
    public List<SheetFault> check(List<SheetRow> rows) {
        Map<String, Product> known = bySku(rows.stream().map(SheetRow::sku).toList());
        return rows.stream()
                .flatMap(row -> SheetParser.parse(row, detailsOf(known.get(row.sku()))).faults().stream())
                .toList();
    }

    /**
     * Adds and revises products.
     *
     * @param rows without faults; a main product before its variants
     * @param newId the id of a product that is new, by its SKU
     * @param dryRun whether nothing is written
     */
    public Result apply(List<SheetRow> rows, Function<String, UUID> newId, boolean dryRun) {
        Map<String, Product> known = bySku(rows.stream()
                .flatMap(row -> Stream.of(row.sku(), row.variantOf()))
                .filter(sku -> !sku.isEmpty())
                .distinct()
                .toList());
        Map<List<String>, Optional<Category>> paths = new HashMap<>();
        int added = 0;
        int changed = 0;
        for (SheetRow row : rows) {
            Product product = known.get(row.sku());
            SheetParser.Parsed parsed = SheetParser.parse(row, detailsOf(product));
            Optional<Category> category = parsed.category().isEmpty()
                    ? Optional.empty()
                    : paths.computeIfAbsent(parsed.category(), path -> categoryOf(path, dryRun));
            ProductDetails details = complete(parsed, category, known, product == null ? row.sku() : null);
            if (product == null) {
                added++;
                if (!dryRun) {
                    Product saved = products.save(add(newId.apply(row.sku()), details, parsed.active()));
                    known.put(row.sku(), saved);
                }
            } else if (differs(
                    product,
                    details,
                    parsed,
                    category.isEmpty() && !parsed.category().isEmpty())) {
                changed++;
                if (!dryRun) {
                    product.revise(details, parsed.active(), clock.instant());
                }
            }
        }
        if (!dryRun) {
            products.flush();
        }
        return new Result(added, changed, rows.size() - added - changed);
    }

    private Product add(UUID id, ProductDetails details, @Nullable Boolean active) {
        Instant now = clock.instant();
        Product product = Product.add(id, details, now);
        if (Boolean.FALSE.equals(active)) {
            product.deactivate(now);
        }
        return product;
    }

    private static boolean differs(
            Product product, ProductDetails details, SheetParser.Parsed parsed, boolean isCategoryNew) {
        return isCategoryNew
                || !product.details().equals(details)
                || parsed.active() != null && parsed.active() != product.isActive();
    }

    private static ProductDetails complete(
            SheetParser.Parsed parsed,
            Optional<Category> category,
            Map<String, Product> known,
            @Nullable String newSku) {
        ProductDetails details = Objects.requireNonNull(parsed.details());
        ProductSpecification more = details.specification();
        if (newSku != null) {
            more = more.withSku(newSku);
        }
        if (parsed.variantOf() != null) {
            Product main = known.get(parsed.variantOf());
            more = more.withVariant(
                    main == null || parsed.variant() == null ? null : new Variant(main.id(), parsed.variant()));
        }
        ProductDetails complete = details.with(more);
        return category.map(found -> complete.in(found.id(), found.name())).orElse(complete);
    }

    /** The category at the end of a path, made with all above it where it is not there; empty in a dry run. */
    private Optional<Category> categoryOf(List<String> path, boolean dryRun) {
        Category category = null;
        for (String name : path) {
            UUID parentId = category == null ? null : category.id();
            Optional<Category> found = categories.findByParentIdAndName(parentId, name);
            if (found.isEmpty() && dryRun) {
                return Optional.empty();
            }
            category = found.orElseGet(() -> create(parentId, name));
        }
        return Optional.ofNullable(category);
    }

    private Category create(@Nullable UUID parentId, String name) {
        Category created = categories.save(new Category(parentId, name, categories.freeSlugFor(name), clock.instant()));
        categories.flush();
        return created;
    }

    private Map<String, Product> bySku(Collection<String> skus) {
        List<UUID> ids = new ArrayList<>();
        skus.forEach(sku -> asId(sku).ifPresent(ids::add));
        Map<String, Product> found = new HashMap<>();
        if (!ids.isEmpty()) {
            products.findByIdIn(ids).stream()
                    .filter(product -> product.details().specification().sku() == null)
                    .forEach(product -> found.put(product.id().toString(), product));
        }
        found.putAll(products.findBySkuIn(skus).stream()
                .collect(Collectors.toMap(
                        product -> Objects.requireNonNull(
                                product.details().specification().sku()),
                        product -> product)));
        return found;
    }

    private static Optional<UUID> asId(String sku) {
        try {
            UUID id = UUID.fromString(sku);
            return id.toString().equals(sku) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static @Nullable ProductDetails detailsOf(@Nullable Product product) {
        return product == null ? null : product.details();
    }
}
