package com.homedelivery.analytics.infrastructure;

import com.homedelivery.analytics.application.Fact;
import com.homedelivery.analytics.application.FactChange;
import com.homedelivery.analytics.application.FactChange.SetEarliest;
import com.homedelivery.analytics.application.FactChange.SetHighest;
import com.homedelivery.analytics.application.FactChange.SetValue;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** Facts as upserts. */
final class FactUpdate {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private FactUpdate() {}

    static UpdateOneModel<Document> of(Fact fact) {
        return upsert(
                fact.id(),
                Updates.combine(fact.changes().stream().map(FactUpdate::update).toList()));
    }

    static UpdateOneModel<Document> upsert(String id, Bson update) {
        return new UpdateOneModel<>(new Document("_id", id), update, UPSERT);
    }

    private static Bson update(FactChange change) {
        return switch (change) {
            case SetValue(String field, var value) -> Updates.set(field, bson(value));
            case SetEarliest(String field, Instant moment) -> Updates.min(field, Date.from(moment));
            case SetHighest(String field, int number) -> Updates.max(field, number);
        };
    }

    private static @Nullable Object bson(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal amount -> new Decimal128(amount);
            case Instant moment -> Date.from(moment);
            case List<?> list -> list.stream().map(FactUpdate::bson).toList();
            case Map<?, ?> map -> {
                Document document = new Document();
                map.forEach((field, each) -> document.append((String) field, bson(each)));
                yield document;
            }
            default -> value;
        };
    }
}
