package com.homedelivery.user.web;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.user.application.FavouriteView;
import com.homedelivery.user.application.ManageFavourites;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/users/favourites")
class FavouriteController {

    private final ManageFavourites favourites;

    FavouriteController(ManageFavourites favourites) {
        this.favourites = favourites;
    }

    /** Lists the favourite products, the latest first. All of them when no page was asked for. */
    @GetMapping
    ApiResponse<List<FavouriteView>> list(@AuthenticationPrincipal CurrentUser user, @Valid PageQuery page) {
        List<FavouriteView> found = favourites.favouritesOf(user.id(), page);
        return page.isRequested()
                ? ApiResponse.page(
                        found, Pagination.of(page.pageOrFirst(), page.limitOrDefault(), favourites.countOf(user.id())))
                : ApiResponse.of(found);
    }

    /** Makes a product a favourite. Again: the same. */
    @PutMapping("/{productId}")
    ApiResponse<FavouriteView> add(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID productId) {
        return ApiResponse.of(favourites.add(user.id(), productId));
    }

    /** Makes a product no favourite any more. One that is none: the same. */
    @DeleteMapping("/{productId}")
    ApiResponse<FavouriteRemoved> remove(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID productId) {
        favourites.remove(user.id(), productId);
        return ApiResponse.of(new FavouriteRemoved(productId));
    }

    record FavouriteRemoved(UUID productId) {}
}
