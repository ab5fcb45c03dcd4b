package com.homedelivery.analytics.infrastructure;

import static com.homedelivery.analytics.infrastructure.AggregationQueries.in;
import static com.homedelivery.analytics.infrastructure.AggregationQueries.money;
import static com.homedelivery.analytics.infrastructure.AggregationQueries.number;
import static com.mongodb.client.model.Accumulators.avg;
import static com.mongodb.client.model.Accumulators.last;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Aggregates.unwind;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.homedelivery.analytics.AnalyticsProperties;
import com.homedelivery.analytics.application.FactType;
import com.homedelivery.analytics.application.Reports;
import com.homedelivery.analytics.domain.DeliveryFigures;
import com.homedelivery.analytics.domain.DeliveryStage;
import com.homedelivery.analytics.domain.FunnelStep;
import com.homedelivery.analytics.domain.Granularity;
import com.homedelivery.analytics.domain.OrderStage;
import com.homedelivery.analytics.domain.Period;
import com.homedelivery.analytics.domain.ProductPopularity;
import com.homedelivery.analytics.domain.ProductSales;
import com.homedelivery.analytics.domain.Ratio;
import com.homedelivery.analytics.domain.RevenueStep;
import com.homedelivery.analytics.domain.Summary;
import com.homedelivery.analytics.domain.Totals;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** Aggregations over the collections of facts. */
@Component
class MongoReports implements Reports {

    private static final String HOUR_FORMAT = "%Y-%m-%dT%H:00:00Z";

    private final AggregationQueries queries;
    private final AnalyticsProperties properties;

    MongoReports(AggregationQueries queries, AnalyticsProperties properties) {
        this.queries = queries;
        this.properties = properties;
    }

    @Override
    public Summary summary(Period period) {
        Map<OrderStage, Long> orders = AggregationQueries.byStage(
                queries.aggregate(FactType.ORDER, match(in(period, "createdAt")), group("$stage", sum("count", 1))),
                OrderStage.class);
        Totals payments = totals(FactType.PAYMENT, period, "succeededAt");
        Totals refunds = totals(FactType.REFUND, period, "refundedAt");
        return new Summary(
                period.from(),
                period.to(),
                orders.values().stream().mapToLong(Long::longValue).sum(),
                orders,
                orders.getOrDefault(OrderStage.DELIVERED, 0L),
                orders.getOrDefault(OrderStage.CANCELLED, 0L),
                countDistinct(FactType.ORDER, in(period, "createdAt"), "$userId"),
                queries.count(FactType.USER, in(period, "registeredAt")),
                payments.count(),
                payments.amount(),
                refunds.amount(),
                payments.amount().subtract(refunds.amount()),
                payments.average(),
                queries.count(FactType.DELIVERY, lte("stage", DeliveryStage.IN_TRANSIT.ordinal())),
                // A day counts if the period overlaps it.
                countDistinct(
                        FactType.RIDER_DAY,
                        in(new Period(Granularity.DAY.startOf(period.from()), period.to()), "day"),
                        "$riderId"),
                queries.count(FactType.NOTIFICATION, in(period, "sentAt")),
                queries.count(FactType.NOTIFICATION, and(in(period, "failedAt"), exists("sentAt", false))),
                queries.count(FactType.STOCK_ALERT, in(period, "alertedAt")));
    }

    @Override
    public List<RevenueStep> revenue(Period period, Granularity granularity) {
        Map<Instant, Totals> payments = totalsByStep(FactType.PAYMENT, period, "succeededAt", granularity);
        Map<Instant, Totals> refunds = totalsByStep(FactType.REFUND, period, "refundedAt", granularity);
        return granularity.startsIn(period).stream()
                .map(start -> RevenueStep.of(
                        start, payments.getOrDefault(start, Totals.NONE), refunds.getOrDefault(start, Totals.NONE)))
                .toList();
    }

    @Override
    public List<ProductSales> topProducts(Period period, int limit) {
        return queries
                .aggregate(
                        FactType.ORDER,
                        match(soldIn(period)),
                        sort(ascending("createdAt")),
                        unwind("$items"),
                        group(
                                "$items.productId",
                                last("name", "$items.name"),
                                sum("quantity", "$items.quantity"),
                                sum("orders", 1),
                                sum("revenue", "$items.amount")),
                        sort(orderBy(descending("quantity", "revenue"), ascending("_id"))),
                        limit(limit))
                .stream()
                .map(product -> new ProductSales(
                        product.getString("_id"),
                        product.getString("name"),
                        number(product, "quantity"),
                        number(product, "orders"),
                        money(product, "revenue")))
                .toList();
    }

    @Override
    public List<ProductPopularity> popularity(Period period, int limit) {
        return queries
                .aggregate(
                        FactType.ORDER,
                        match(soldIn(period)),
                        unwind("$items"),
                        group("$items.productId", sum("orders", 1), sum("quantity", "$items.quantity")),
                        sort(orderBy(descending("orders", "quantity"), ascending("_id"))),
                        limit(limit))
                .stream()
                .map(product -> new ProductPopularity(
                        product.getString("_id"), number(product, "orders"), number(product, "quantity")))
                .toList();
    }

    private static Bson soldIn(Period period) {
        return and(
                in(period, "createdAt"),
                gte("stage", OrderStage.CONFIRMED.ordinal()),
                lte("stage", OrderStage.DELIVERED.ordinal()));
    }

    @Override
    public DeliveryFigures deliveries(Period period) {
        Map<DeliveryStage, Long> stages = AggregationQueries.byStage(
                queries.aggregate(FactType.DELIVERY, match(in(period, "assignedAt")), group("$stage", sum("count", 1))),
                DeliveryStage.class);
        Document completed = queries.total(
                FactType.DELIVERY,
                match(and(in(period, "assignedAt"), exists("completedAt"))),
                group(null, avg("minutes", "$durationMinutes"), avg("kilometres", "$distanceKm")));
        Document promises = queries.total(
                FactType.ORDER,
                match(and(in(period, "createdAt"), exists("confirmedAt"), exists("deliveredAt"))),
                group(null, sum("onTime", oneIf(wasOnTime())), sum("count", 1)));
        long delivered = number(promises, "count");
        long onTime = number(promises, "onTime");
        return new DeliveryFigures(
                period.from(),
                period.to(),
                stages.values().stream().mapToLong(Long::longValue).sum(),
                stages,
                stages.getOrDefault(DeliveryStage.DELIVERED, 0L),
                AggregationQueries.average(completed, "minutes"),
                AggregationQueries.average(completed, "kilometres"),
                properties.promisedWithin().toMinutes(),
                onTime,
                delivered - onTime,
                delivered == 0 ? null : Ratio.of(onTime, delivered));
    }

    @Override
    public List<FunnelStep> funnel(Period period) {
        Document reached = queries.total(
                FactType.ORDER,
                match(in(period, "createdAt")),
                group(
                        null,
                        sum("created", 1),
                        sum("paid", oneIf(anyOf("paidAt", "confirmedAt", "assignedAt", "pickedUpAt", "deliveredAt"))),
                        sum("assigned", oneIf(anyOf("assignedAt", "pickedUpAt", "deliveredAt"))),
                        sum("pickedUp", oneIf(anyOf("pickedUpAt", "deliveredAt"))),
                        sum("delivered", oneIf(anyOf("deliveredAt")))));
        return FunnelStep.of(List.of(
                number(reached, "created"),
                number(reached, "paid"),
                number(reached, "assigned"),
                number(reached, "pickedUp"),
                number(reached, "delivered")));
    }

    private long countDistinct(FactType facts, Bson filter, String field) {
        return number(queries.total(facts, match(filter), group(field), group(null, sum("count", 1))), "count");
    }

    private Document wasOnTime() {
        Document taken = new Document("$subtract", List.of("$deliveredAt", "$confirmedAt"));
        return new Document("$lte", List.of(taken, properties.promisedWithin().toMillis()));
    }

    private static Document anyOf(String... fields) {
        return new Document(
                "$or",
                Arrays.stream(fields)
                        .map(field -> new Document("$gt", Arrays.asList("$" + field, null)))
                        .toList());
    }

    private static Document oneIf(Document condition) {
        return new Document("$cond", List.of(condition, 1, 0));
    }

    private Totals totals(FactType facts, Period period, String field) {
        return totals(
                queries.total(facts, match(in(period, field)), group(null, sum("count", 1), sum("amount", "$amount"))));
    }

    /** Grouped by hour, the finest step; longer steps are summed up here. */
    private Map<Instant, Totals> totalsByStep(FactType facts, Period period, String field, Granularity granularity) {
        List<Document> hours = queries.aggregate(
                facts, match(in(period, field)), group(hourOf("$" + field), sum("count", 1), sum("amount", "$amount")));
        return hours.stream()
                .collect(Collectors.toMap(
                        hour -> granularity.startOf(Instant.parse(hour.getString("_id"))),
                        MongoReports::totals,
                        Totals::plus));
    }

    private static Totals totals(Document group) {
        return new Totals(number(group, "count"), money(group, "amount"));
    }

    private static Document hourOf(String field) {
        return new Document("$dateToString", new Document("format", HOUR_FORMAT).append("date", field));
    }
}
