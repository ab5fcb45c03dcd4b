package com.homedelivery.product.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a product besides what it is called and costs.
 *
 * @param sku the store's own number, of one product only; at most 64 characters, or null
 * @param brand at most 80 characters, or null
 * @param packSize null when it is not known
 * @param taxRate percentage that is in the price; 0 or more and less than 100, kept with two decimals
 * @param origin where it comes from, at most 80 characters, or null
 * @param allergens at most 20 of at most 40 characters each
 * @param diet whom it suits ({@code vegan}), like allergens
 * @param variant null when it is a main product
 * @param translations by the language's tag: {@code de}
 */
public record ProductSpecification(
        @Nullable String sku,
        @Nullable String brand,
        @Nullable PackSize packSize,
        BigDecimal taxRate,
        @Nullable String origin,
        List<String> allergens,
        List<String> diet,
        @Nullable Variant variant,
        Map<String, Translation> translations) {

    /** Nothing is known. */
    public static final ProductSpecification NONE =
            new ProductSpecification(null, null, null, BigDecimal.ZERO, null, List.of(), List.of(), null, Map.of());

    /** The same with that number. */
    public ProductSpecification withSku(String number) {
        return new ProductSpecification(
                number, brand, packSize, taxRate, origin, allergens, diet, variant, translations);
    }

    /** The same as a variant, or as none. */
    public ProductSpecification withVariant(@Nullable Variant other) {
        return new ProductSpecification(sku, brand, packSize, taxRate, origin, allergens, diet, other, translations);
    }

    /** @throws IllegalArgumentException when the tax rate is out of its range */
    public ProductSpecification {
        taxRate = taxRate.setScale(2, RoundingMode.UNNECESSARY);
        if (taxRate.signum() < 0 || taxRate.compareTo(BigDecimal.valueOf(100)) >= 0) {
            throw new IllegalArgumentException("A tax rate is 0 or more and less than 100 percent");
        }
        allergens = allergens.stream().map(String::strip).toList();
        diet = diet.stream().map(String::strip).toList();
        translations = new TreeMap<>(translations);
    }
}
