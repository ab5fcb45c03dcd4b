package com.homedelivery.analytics.infrastructure;

import com.homedelivery.analytics.application.FactType;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import java.util.Arrays;
import java.util.List;

/** The collection of a type of facts. */
record FactCollection(String name, List<IndexModel> indexes) {

    static final FactCollection DEAD_LETTERS = indexed("dead_letters", "receivedAt");

    static FactCollection of(FactType type) {
        return switch (type) {
            case ORDER -> indexed("orders", "createdAt", "userId");
            case PAYMENT -> indexed("payments", "succeededAt");
            case REFUND -> indexed("refunds", "refundedAt");
            case DELIVERY -> indexed("deliveries", "assignedAt", "stage", "riderId");
            case USER -> indexed("users", "registeredAt");
            case NOTIFICATION -> indexed("notifications", "sentAt", "failedAt", "userId");
            case STOCK_ALERT -> indexed("stock_alerts", "alertedAt");
            case RIDER_DAY -> indexed("rider_days", "day", "riderId");
        };
    }

    private static FactCollection indexed(String name, String... fields) {
        return new FactCollection(
                name,
                Arrays.stream(fields)
                        .map(field -> new IndexModel(Indexes.ascending(field)))
                        .toList());
    }
}
