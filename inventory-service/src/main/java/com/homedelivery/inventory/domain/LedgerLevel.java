package com.homedelivery.inventory.domain;

import java.util.UUID;

/**
 * The available units of a product in the ledger, which is the database, at one moment.
 *
 * @param available units that can still be sold; negative when more are reserved than may be sold
 * @param version grows with every change; -1 for a product that never had stock
 */
public record LedgerLevel(UUID productId, int available, long version) {

    /** The level of a product that never had stock. */
    public static LedgerLevel none(UUID productId) {
        return new LedgerLevel(productId, 0, -1);
    }
}
