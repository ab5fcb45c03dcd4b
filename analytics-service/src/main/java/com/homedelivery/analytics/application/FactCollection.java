package com.homedelivery.analytics.application;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import java.util.Arrays;
import java.util.List;

/** The collections of facts, and what each is looked up by. */
enum FactCollection {
    ORDERS("orders", "createdAt"),
    PAYMENTS("payments", "succeededAt"),
    REFUNDS("refunds", "refundedAt"),
    DELIVERIES("deliveries", "assignedAt", "stage"),
    USERS("users", "registeredAt"),
    NOTIFICATIONS("notifications", "sentAt", "failedAt"),
    STOCK_ALERTS("stock_alerts", "alertedAt"),
    RIDER_DAYS("rider_days", "day"),
    /** Records that could not be read. */
    DEAD_LETTERS("dead_letters", "receivedAt");

    private final String collection;
    private final List<IndexModel> indexes;

    FactCollection(String collection, String... lookedUpBy) {
        this.collection = collection;
        this.indexes = Arrays.stream(lookedUpBy)
                .map(field -> new IndexModel(Indexes.ascending(field)))
                .toList();
    }

    String collection() {
        return collection;
    }

    List<IndexModel> indexes() {
        return indexes;
    }
}
