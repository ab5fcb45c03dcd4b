package com.homedelivery.inventory.web;

import com.homedelivery.inventory.domain.StockLevel;

/** What anybody may know. The id is the one that was asked for, whatever it is. */
record LevelResponse(String productId, int quantity, int reserved, int available) {

    static LevelResponse of(String productId, StockLevel level) {
        return new LevelResponse(productId, level.quantity(), level.reserved(), level.available());
    }
}
