package com.homedelivery.product.web;

import com.homedelivery.product.domain.PackSize;
import com.homedelivery.product.domain.ProductDetails;
import com.homedelivery.product.domain.ProductSpecification;
import com.homedelivery.product.domain.Translation;
import com.homedelivery.product.domain.Unit;
import com.homedelivery.product.domain.Variant;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.validator.constraints.URL;
import org.jspecify.annotations.Nullable;

/**
 * A product as an admin writes it. Of its first fields what is not sent is not kept; only {@code isActive} stays as it is when
 * it is not sent, and a new product is always on sale. The fields from {@code categoryId} on stay as they are when they are not
 * sent; an empty text or list removes them.
 *
 * @param category name of its category; not needed with {@code categoryId}
 * @param categoryId its category in the tree
 * @param sku the store's own number, of one product only
 * @param packSize how many units are in a pack; sent together with {@code unit}
 * @param unit {@code g}, {@code kg}, {@code ml}, {@code l} or {@code piece}; empty: the size is not known
 * @param taxRate percentage that is in the price
 * @param diet whom it suits: {@code vegan}
 * @param variantOf id of the main product of which it is a variant; empty: of none
 * @param variant in what it differs from the others: {@code 500 g}
 * @param translations name and description in other languages, by the language's tag
 */
record ProductRequest(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 2000) @Nullable String description,
        @Size(max = 60) @Nullable String category,

        @NotNull
        @Positive
        @Digits(integer = 5, fraction = 2, message = "must be at most 99999.99 with at most two decimals")
        BigDecimal price,

        @Size(max = 2048) @URL(regexp = "^https?://.+", message = "must be a http or https address") @Nullable
        String imageUrl,

        @Nullable Boolean isActive,
        @Nullable UUID categoryId,
        @Size(max = 64) @Nullable String sku,
        @Size(max = 80) @Nullable String brand,

        @Positive
        @Digits(integer = 6, fraction = 3, message = "must be at most 999999 with at most three decimals")
        @Nullable
        BigDecimal packSize,

        @Nullable String unit,

        @DecimalMin("0")
        @Digits(integer = 2, fraction = 2, message = "must be less than 100 with at most two decimals")
        @Nullable
        BigDecimal taxRate,

        @Size(max = 80) @Nullable String origin,
        @Size(max = 20) @Nullable List<@NotBlank @Size(max = 40) @Pattern(regexp = "[^|]*") String> allergens,
        @Size(max = 20) @Nullable List<@NotBlank @Size(max = 40) @Pattern(regexp = "[^|]*") String> diet,
        @Nullable String variantOf,
        @Size(max = 60) @Nullable String variant,

        @Size(max = 10) @Nullable
        Map<
                        @Pattern(regexp = "[a-z]{2,3}", message = "must be the tag of a language") String,
                        @Valid TranslationRequest>
                translations) {

    record TranslationRequest(
            @Size(max = 200) @Nullable String name,
            @Size(max = 2000) @Nullable String description) {

        Translation translation() {
            return new Translation(emptyToNull(name), emptyToNull(description));
        }
    }

    /** Of a new product. */
    ProductDetails details() {
        return details(null, null, ProductSpecification.NONE);
    }

    /** What is to be said of a product. */
    ProductDetails details(ProductDetails current) {
        return details(current.category(), current.categoryId(), current.specification());
    }

    private ProductDetails details(
            @Nullable String currentCategory, @Nullable UUID currentCategoryId, ProductSpecification current) {
        if (categoryId == null && (category == null || category.isBlank())) {
            throw new ValidationException("category", "must not be blank");
        }
        String categoryName = category == null || category.isBlank() ? "-" : category.strip();
        boolean isSameCategory = categoryName.equals(currentCategory);
        return new ProductDetails(
                name,
                description,
                categoryName,
                categoryId == null && isSameCategory ? currentCategoryId : categoryId,
                price,
                imageUrl,
                specification(current));
    }

    private ProductSpecification specification(ProductSpecification current) {
        return new ProductSpecification(
                replaced(sku, current.sku()),
                replaced(brand, current.brand()),
                pack(current.packSize()),
                taxRate == null ? current.taxRate() : taxRate,
                replaced(origin, current.origin()),
                allergens == null ? current.allergens() : allergens,
                diet == null ? current.diet() : diet,
                variant(current.variant()),
                translations == null ? current.translations() : translated(translations));
    }

    private @Nullable PackSize pack(@Nullable PackSize current) {
        if (unit == null && packSize == null) {
            return current;
        }
        if (unit != null && unit.isBlank()) {
            return null;
        }
        if (packSize == null) {
            throw new ValidationException("packSize", "must be sent together with unit");
        }
        return new PackSize(
                packSize,
                Unit.of(String.valueOf(unit))
                        .orElseThrow(() -> new ValidationException("unit", "must be one of " + Unit.symbols())));
    }

    private @Nullable Variant variant(@Nullable Variant current) {
        if (variantOf == null) {
            return current;
        }
        if (variantOf.isBlank()) {
            return null;
        }
        if (variant == null || variant.isBlank()) {
            throw new ValidationException("variant", "must be sent together with variantOf");
        }
        try {
            return new Variant(UUID.fromString(variantOf), variant.strip());
        } catch (IllegalArgumentException _) {
            throw new ValidationException("variantOf", "must be the id of a product");
        }
    }

    private static Map<String, Translation> translated(Map<String, TranslationRequest> sent) {
        Map<String, Translation> translations = new TreeMap<>();
        sent.forEach((language, translation) -> translations.put(language, translation.translation()));
        return translations;
    }

    private static @Nullable String replaced(@Nullable String sent, @Nullable String current) {
        return sent == null ? current : emptyToNull(sent);
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
