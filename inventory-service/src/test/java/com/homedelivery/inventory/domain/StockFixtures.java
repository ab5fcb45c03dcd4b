package com.homedelivery.inventory.domain;

import java.time.Instant;
import java.util.UUID;

final class StockFixtures {

    static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
    static final UUID BANANAS = UUID.fromString("01900000-0000-7000-8000-000000000001");
    static final UUID APPLES = UUID.fromString("01900000-0000-7000-8000-000000000002");

    static final UUID ORDER = UUID.fromString("01900000-0000-7000-8000-0000000000a1");

    private StockFixtures() {}

    /** Stock of so many units, none of them reserved, low at 10. */
    static Stock stockOf(UUID productId, int units) {
        Stock stock = new Stock(productId, 10, NOW);
        stock.count(units, NOW);
        return stock;
    }
}
