package com.homedelivery.product.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

public interface Categories extends Repository<Category, UUID> {

    Optional<Category> findById(UUID id);

    Optional<Category> findBySlug(String slug);

    Optional<Category> findByParentIdAndName(@Nullable UUID parentId, String name);

    List<Category> findByParentId(UUID parentId);

    Category save(Category category);

    void delete(Category category);

    void flush();

    /** Makes this transaction the only one that changes the tree, until it ends. */
    @NativeQuery("select revision from catalogue_revision for update")
    long lock();

    /** A slug that no category has, made of a name. */
    @NativeQuery("select category_slug(:name)")
    String freeSlugFor(String name);

    /** Whether a product, on sale or not, stands in it. */
    @NativeQuery("select exists (select from products where category_id = :id)")
    boolean hasProducts(UUID id);

    /** Passes a change of a category on to the products in it and below, which are other products by it. */
    @Modifying
    @NativeQuery("""
            update products set category = c.name, version = products.version + 1
            from categories c
            where c.id = products.category_id and :slug = any(c.path_slugs)
            """)
    void touchProductsUnder(String slug);
}
