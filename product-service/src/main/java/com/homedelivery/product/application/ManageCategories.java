package com.homedelivery.product.application;

import com.homedelivery.product.domain.Categories;
import com.homedelivery.product.domain.Category;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** An admin's changes to the tree of categories. One at a time, so that two moves cannot make a circle together. */
@Service
public class ManageCategories {

    private static final int MAX_DEPTH = 8;

    private final Categories categories;
    private final CatalogueChanges changes;
    private final TransactionOperations transactions;
    private final Clock clock;

    ManageCategories(Categories categories, CatalogueChanges changes, TransactionOperations transactions, Clock clock) {
        this.categories = categories;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What an admin says of a category.
     *
     * @param parentId null for a root
     * @param slug null for one made of the name, or to keep the one it has
     */
    public record Command(
            String name, @Nullable UUID parentId, @Nullable String slug) {}

    /**
     * @throws ValidationException when there is no such parent
     * @throws ConflictException when the parent has one of that name, or another category that slug
     */
    public Category create(Command command) {
        return change(() -> {
            check(null, command);
            String slug = command.slug() == null ? categories.freeSlugFor(command.name()) : command.slug();
            return categories.save(new Category(command.parentId(), command.name(), slug, clock.instant()));
        });
    }

    /**
     * Renames or moves a category, with all that is in it and below.
     *
     * @param readVersion the version that the admin has read, or null to overwrite any
     * @throws NotFoundException when there is no such category
     * @throws ValidationException when it would be moved to below itself, or too deep
     * @throws ConflictException when it has changed since, or as in {@link #create}
     */
    public Category revise(UUID id, Command command, @Nullable Long readVersion) {
        return change(() -> {
            Category category = find(id, readVersion);
            check(category, command);
            category.revise(
                    command.parentId(),
                    command.name(),
                    Objects.requireNonNullElse(command.slug(), category.slug()),
                    clock.instant());
            return category;
        });
    }

    /**
     * Removes an empty category.
     *
     * @throws ConflictException when products or categories are in it, or it has changed since
     */
    public Category remove(UUID id, @Nullable Long readVersion) {
        return change(() -> {
            Category category = find(id, readVersion);
            if (categories.hasProducts(id) || !categories.findByParentId(id).isEmpty()) {
                throw new ConflictException("The category is not empty");
            }
            categories.delete(category);
            return category;
        });
    }

    private Category find(UUID id, @Nullable Long readVersion) {
        Category category = categories.findById(id).orElseThrow(() -> new NotFoundException("Category"));
        if (readVersion != null && readVersion != category.version()) {
            throw new ConflictException("The category has changed since it was read");
        }
        return category;
    }

    private void check(@Nullable Category known, Command command) {
        checkParents(known, command.parentId());
        if (isOther(known, categories.findByParentIdAndName(command.parentId(), command.name()))) {
            throw new ConflictException("There is a category of this name already");
        }
        if (command.slug() != null && isOther(known, categories.findBySlug(command.slug()))) {
            throw new ConflictException("There is a category with this slug already");
        }
    }

    private static boolean isOther(@Nullable Category known, Optional<Category> found) {
        return found.isPresent() && (known == null || !found.get().id().equals(known.id()));
    }

    private void checkParents(@Nullable Category known, @Nullable UUID parentId) {
        int depth = 0;
        for (UUID above = parentId; above != null; ) {
            if (known != null && above.equals(known.id())) {
                throw new ValidationException("parentId", "must not be the category itself or one below it");
            }
            if (++depth >= MAX_DEPTH) {
                throw new ValidationException("parentId", "must not be deeper than " + (MAX_DEPTH - 1));
            }
            above = categories
                    .findById(above)
                    .orElseThrow(() -> new ValidationException("parentId", "must be a category"))
                    .parentId();
        }
    }

    private Category change(Supplier<Category> work) {
        Category changed = Objects.requireNonNull(transactions.execute(_ -> {
            categories.lock();
            Category category = work.get();
            categories.flush();
            return category;
        }));
        changes.publish();
        return changed;
    }
}
