package com.homedelivery.product.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Something that the store sells. It is added once, may be revised and taken off sale any number of times, and is never
 * removed: past orders keep pointing at it.
 */
@Entity
@Table(name = "products")
public class Product {

    public static final int MAX_IMAGES = 10;

    @Id
    private UUID id;

    private String name;
    private @Nullable String description;
    private String category;

    /** The database sets it where only the category's name was written. */
    @Column(name = "category_id")
    private @Nullable UUID categoryId;

    private BigDecimal price;

    @Column(name = "image_url")
    private @Nullable String imageUrl;

    private @Nullable String sku;
    private @Nullable String brand;

    @Column(name = "pack_size")
    private @Nullable BigDecimal packSize;

    private @Nullable String unit;

    @Column(name = "tax_rate")
    private BigDecimal taxRate;

    private @Nullable String origin;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] allergens;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] diet;

    @Column(name = "variant_of")
    private @Nullable UUID variantOf;

    private @Nullable String variant;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Translation> translations;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<ProductImage> images = new ArrayList<>();

    private boolean active;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private @Nullable Long version;

    protected Product() {}

    private Product(UUID id, ProductDetails details, Instant now) {
        this.id = id;
        this.active = true;
        this.createdAt = now;
        describe(details, now);
    }

    /** A new product, on sale at once. */
    public static Product add(ProductDetails details, Instant now) {
        return add(UuidCreator.getTimeOrderedEpoch(), details, now);
    }

    /** A new product with an id of one's own, on sale at once. */
    public static Product add(UUID id, ProductDetails details, Instant now) {
        return new Product(id, details, now);
    }

    /**
     * Replaces everything that is said about it.
     *
     * @param onSale whether it is on sale from now on, or null to leave that as it is
     */
    public void revise(ProductDetails details, @Nullable Boolean onSale, Instant now) {
        describe(details, now);
        if (onSale != null) {
            active = onSale;
        }
    }

    /** Takes it off sale. Idempotent. */
    public void deactivate(Instant now) {
        if (active) {
            active = false;
            updatedAt = now;
        }
    }

    /**
     * Adds a picture behind the others.
     *
     * @throws ConflictException when it has {@value #MAX_IMAGES} already
     */
    public void addImage(ProductImage image, Instant now) {
        List<ProductImage> others =
                images.stream().filter(known -> !known.id().equals(image.id())).toList();
        if (others.size() >= MAX_IMAGES) {
            throw new ConflictException("A product has at most " + MAX_IMAGES + " images");
        }
        replaceImages(Stream.concat(others.stream(), Stream.of(image)).toList(), now);
    }

    /**
     * Puts its pictures in another order, changes what is said of them, or leaves some out.
     *
     * @param arranged the ids of those that stay, in their order, with what can be seen on each
     * @throws NotFoundException when one of them is none of its pictures
     */
    public void arrangeImages(SequencedMap<String, String> arranged, Instant now) {
        replaceImages(
                arranged.entrySet().stream()
                        .map(wanted -> image(wanted.getKey(), wanted.getValue()))
                        .toList(),
                now);
    }

    private ProductImage image(String imageId, String alt) {
        return images.stream()
                .filter(known -> known.id().equals(imageId))
                .findFirst()
                .map(known -> new ProductImage(known.id(), known.extension(), alt, known.width(), known.height()))
                .orElseThrow(() -> new NotFoundException("Image"));
    }

    private void replaceImages(List<ProductImage> replacement, Instant now) {
        images = new ArrayList<>(replacement);
        updatedAt = now;
    }

    private void describe(ProductDetails details, Instant now) {
        ProductSpecification more = details.specification();
        name = details.name();
        description = details.description();
        category = details.category();
        if (details.categoryId() != null) {
            categoryId = details.categoryId();
        }
        price = details.price();
        imageUrl = details.imageUrl();
        sku = more.sku();
        brand = more.brand();
        packSize = more.packSize() == null ? null : more.packSize().amount();
        unit = more.packSize() == null ? null : more.packSize().unit().symbol();
        taxRate = more.taxRate();
        origin = more.origin();
        allergens = more.allergens().toArray(String[]::new);
        diet = more.diet().toArray(String[]::new);
        variantOf = more.variant() == null ? null : more.variant().of();
        variant = more.variant() == null ? null : more.variant().label();
        translations = new TreeMap<>(more.translations());
        updatedAt = now;
    }

    public UUID id() {
        return id;
    }

    public ProductDetails details() {
        return new ProductDetails(
                name,
                description,
                category,
                categoryId,
                price,
                imageUrl,
                new ProductSpecification(
                        sku,
                        brand,
                        packSize == null || unit == null
                                ? null
                                : new PackSize(packSize, Unit.of(unit).orElseThrow()),
                        taxRate,
                        origin,
                        List.of(allergens),
                        List.of(diet),
                        variantOf == null || variant == null ? null : new Variant(variantOf, variant),
                        translations));
    }

    /** The first one is shown where there is room for one only. */
    public List<ProductImage> images() {
        return List.copyOf(images);
    }

    /** Whether it is on sale. */
    public boolean isActive() {
        return active;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Goes up with every change; 0 until it was saved. */
    public long version() {
        return version == null ? 0 : version;
    }
}
