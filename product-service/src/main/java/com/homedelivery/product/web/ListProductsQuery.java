package com.homedelivery.product.web;

import com.homedelivery.product.application.PageCursor;
import com.homedelivery.product.application.ProductFilter;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.error.ValidationException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which list a client requests. Equal queries have equal responses. */
sealed interface ListProductsQuery {

    /** The products of a cart or an order: seldom requested twice, so its products are cached and not the list. */
    record ByIds(List<UUID> ids) implements ListProductsQuery {}

    /** One that many clients request alike. */
    sealed interface Cacheable extends ListProductsQuery {}

    record Categories() implements Cacheable {}

    record CategoryTree() implements Cacheable {}

    record Variants(UUID id) implements Cacheable {}

    record All(ProductFilter filter) implements Cacheable {}

    record Page(ProductFilter filter, PageCursor start, int limit) implements Cacheable {}

    /** @throws ValidationException when {@code after} is of another list, or comes with the number of a page */
    static ListProductsQuery of(ProductFilter filter, PageQuery page, @Nullable String after) {
        if (after != null) {
            if (page.page() != null) {
                throw new ValidationException("after", "must not be sent with page");
            }
            return new Page(filter, PageCursor.decode(after, filter), page.limitOrDefault());
        }
        if (page.isRequested()) {
            return new Page(filter, PageCursor.at(page.offset()), page.limitOrDefault());
        }
        return filter.ids() != null && filter.isByIdsOnly() ? new ByIds(filter.ids()) : new All(filter);
    }
}
