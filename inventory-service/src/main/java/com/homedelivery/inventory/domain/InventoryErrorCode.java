package com.homedelivery.inventory.domain;

import com.homedelivery.shared.api.error.ErrorCode;

/** Refusals that only this service knows: stock. */
public enum InventoryErrorCode implements ErrorCode {
    INSUFFICIENT_STOCK(409);

    private final int status;

    InventoryErrorCode(int status) {
        this.status = status;
    }

    @Override
    public int status() {
        return status;
    }
}
