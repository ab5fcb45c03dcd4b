package com.homedelivery.product.web;

import com.homedelivery.product.application.PageCursor;
import com.homedelivery.product.application.ProductFilter;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.error.ValidationException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What list a client asks for. Equal questions have equal answers. */
sealed interface ListProductsQuery {

    /** Some products and nothing else about them: a basket's or an order's, seldom the same twice. */
    record ByIds(List<UUID> ids) implements ListProductsQuery {}

    /** One that many ask in the same words. */
    sealed interface Common extends ListProductsQuery {}

    record Categories() implements Common {}

    record Whole(ProductFilter filter) implements Common {}

    record Page(ProductFilter filter, PageCursor start, int limit) implements Common {}

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
        return filter.ids() != null && filter.isByIdsOnly() ? new ByIds(filter.ids()) : new Whole(filter);
    }
}
