package com.homedelivery.analytics.infrastructure;

import com.homedelivery.analytics.application.FactType;
import com.homedelivery.analytics.domain.Period;
import com.mongodb.client.model.Filters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Runs aggregations over the collections of facts. */
@Component
class AggregationQueries {

    private static final int CENTS = 2;

    private final MongoTemplate mongo;

    AggregationQueries(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** @throws org.springframework.dao.DataAccessException when the database does not answer */
    List<Document> aggregate(FactType facts, Bson... stages) {
        return Objects.requireNonNull(mongo.execute(
                FactCollection.of(facts).name(),
                collection -> collection.aggregate(List.of(stages)).into(new ArrayList<>())));
    }

    /** The single group of a grouping by null, empty when there was nothing to group. */
    Document total(FactType facts, Bson... stages) {
        List<Document> groups = aggregate(facts, stages);
        return groups.isEmpty() ? new Document() : groups.getFirst();
    }

    /** @throws org.springframework.dao.DataAccessException when the database does not answer */
    long count(FactType facts, Bson filter) {
        return Objects.requireNonNull(
                mongo.execute(FactCollection.of(facts).name(), collection -> collection.countDocuments(filter)));
    }

    static Bson in(Period period, String field) {
        return Filters.and(Filters.gte(field, Date.from(period.from())), Filters.lt(field, Date.from(period.to())));
    }

    static BigDecimal money(Document document, String field) {
        BigDecimal amount = switch (document.get(field)) {
            case Decimal128 decimal -> decimal.bigDecimalValue();
            case Number number -> new BigDecimal(number.toString());
            case null, default -> BigDecimal.ZERO;
        };
        return amount.setScale(CENTS, RoundingMode.HALF_UP);
    }

    static long number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.longValue() : 0;
    }

    static @Nullable Double average(Document document, String field) {
        return document.get(field) instanceof Number number ? Math.round(number.doubleValue() * 100) / 100.0 : null;
    }

    /** The count of each stage, from groups by its ordinal; 0 for missing ones. */
    static <S extends Enum<S>> Map<S, Long> byStage(List<Document> groups, Class<S> type) {
        Map<S, Long> counts = new EnumMap<>(type);
        for (S stage : type.getEnumConstants()) {
            counts.put(stage, 0L);
        }
        for (Document group : groups) {
            if (group.get("_id") instanceof Number ordinal) {
                counts.put(type.getEnumConstants()[ordinal.intValue()], number(group, "count"));
            }
        }
        return counts;
    }
}
