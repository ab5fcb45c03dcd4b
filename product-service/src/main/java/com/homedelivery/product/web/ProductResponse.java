package com.homedelivery.product.web;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.CategoryRef;
import com.homedelivery.product.domain.PackSize;
import com.homedelivery.product.domain.ProductSpecification;
import com.homedelivery.product.domain.Translation;
import com.homedelivery.product.domain.Variant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param name in the language of the response, as far as there is a translation
 * @param description likewise
 * @param category name of its category
 * @param categoryPath its category and all above it, the root first
 * @param sku the store's own number
 * @param packSize how many units are in a pack
 * @param unit {@code g}, {@code kg}, {@code ml}, {@code l} or {@code piece}
 * @param pricePerUnit what a kilogram, a litre or a piece costs
 * @param taxRate percentage that is in the price
 * @param lowestPrice30Days the lowest price of the 30 days before today's price began; absent when it is the first
 * @param inStock whether it can be bought; true as well while the stock has not been heard of
 * @param available how many can be bought, 10 for more as well; absent while the stock has not been heard of
 * @param variantOf id of the main product of which it is a variant
 * @param variant in what it differs from the others: {@code 500 g}
 */
record ProductResponse(
        UUID id,
        String name,
        @Nullable String description,
        String category,
        List<CategoryRef> categoryPath,
        BigDecimal price,
        @Nullable String imageUrl,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String sku,
        @Nullable String brand,
        @Nullable BigDecimal packSize,
        @Nullable String unit,
        PackSize.@Nullable UnitPrice pricePerUnit,
        BigDecimal taxRate,
        @Nullable BigDecimal lowestPrice30Days,
        boolean inStock,
        @Nullable Integer available,
        List<ImageResponse> images,
        Attributes attributes,
        @Nullable UUID variantOf,
        @Nullable String variant) {

    /**
     * What a customer may have to know before buying.
     *
     * @param origin where it comes from
     * @param diet whom it suits: {@code vegan}
     */
    record Attributes(List<String> allergens, @Nullable String origin, List<String> diet) {}

    /** @param language tag of the language to show it in, as far as there is a translation */
    static ProductResponse of(CatalogueEntry entry, String language, ImageUrls urls) {
        ProductSpecification more = entry.specification();
        Translation translation = more.translations().get(language);
        PackSize pack = more.packSize();
        Variant variant = more.variant();
        return new ProductResponse(
                entry.id(),
                translation == null || translation.name() == null ? entry.name() : translation.name(),
                translation == null || translation.description() == null
                        ? entry.description()
                        : translation.description(),
                entry.category(),
                entry.categoryPath(),
                entry.price(),
                entry.imageUrl(),
                entry.active(),
                entry.createdAt(),
                entry.updatedAt(),
                more.sku(),
                more.brand(),
                pack == null ? null : pack.amount(),
                pack == null ? null : pack.unit().symbol(),
                pack == null ? null : pack.pricePerUnit(entry.price()),
                more.taxRate(),
                entry.lowestPrice30Days(),
                entry.availability().isInStock(),
                entry.availability().available(),
                entry.images().stream()
                        .map(image -> ImageResponse.of(image, urls))
                        .toList(),
                new Attributes(more.allergens(), more.origin(), more.diet()),
                variant == null ? null : variant.of(),
                variant == null ? null : variant.label());
    }
}
