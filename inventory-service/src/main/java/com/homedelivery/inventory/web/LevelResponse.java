package com.homedelivery.inventory.web;

import com.homedelivery.inventory.domain.StockLevel;

/** What anybody may see. The id is the one in the request, even if it is not a UUID. */
record LevelResponse(String productId, int quantity, int reserved, int available) {

    static LevelResponse of(String productId, StockLevel level) {
        return new LevelResponse(productId, level.quantity(), level.reserved(), level.available());
    }
}
