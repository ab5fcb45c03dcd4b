package com.homedelivery.inventory.domain;

/** The states of a stock take. */
public enum StockTakeStatus {
    /** Counts are entered. */
    OPEN,
    /** Its differences were corrected. */
    APPROVED,
    /** Nothing was changed. */
    CANCELLED
}
