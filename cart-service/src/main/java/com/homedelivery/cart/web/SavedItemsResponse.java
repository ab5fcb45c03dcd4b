package com.homedelivery.cart.web;

import com.homedelivery.cart.application.SaveForLater.SavedView;
import java.util.List;

/** @param items in the order in which they were saved */
record SavedItemsResponse(List<LineResponse> items) {

    static SavedItemsResponse of(SavedView view) {
        return new SavedItemsResponse(view.items().stream()
                .map(line -> LineResponse.of(line, view.now()))
                .toList());
    }
}
