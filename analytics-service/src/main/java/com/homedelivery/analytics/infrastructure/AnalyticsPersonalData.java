package com.homedelivery.analytics.infrastructure;

import com.homedelivery.analytics.application.FactType;
import com.homedelivery.shared.privacy.PersonalData;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** What the numbers are counted from, as far as it is about one person. */
@Component
class AnalyticsPersonalData implements PersonalData {

    private final MongoTemplate mongo;

    AnalyticsPersonalData(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Map<String, Object> of(UUID userId) {
        String person = userId.toString();
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("account", facts(FactType.USER, Filters.eq("_id", person)));
        kept.put("orders", facts(FactType.ORDER, Filters.eq("userId", person)));
        kept.put("notifications", facts(FactType.NOTIFICATION, Filters.eq("userId", person)));
        kept.put("daysOnDuty", facts(FactType.RIDER_DAY, Filters.eq("riderId", person)));
        return kept;
    }

    private List<Object> facts(FactType type, Bson filter) {
        List<Object> facts = new ArrayList<>();
        mongo.getCollection(FactCollection.of(type).name()).find(filter).forEach(fact -> facts.add(plain(fact)));
        return facts;
    }

    /** As JSON knows it. */
    private static Object plain(Object value) {
        return switch (value) {
            case Document document -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                document.forEach((field, each) -> {
                    if (each != null) {
                        fields.put(field.equals("_id") ? "id" : field, plain(each));
                    }
                });
                yield fields;
            }
            case List<?> list -> list.stream().map(AnalyticsPersonalData::plain).toList();
            case Decimal128 amount -> amount.bigDecimalValue();
            case Date moment -> moment.toInstant();
            default -> value;
        };
    }
}
