package com.homedelivery.analytics.application;

import static com.homedelivery.analytics.application.AggregationQueries.in;
import static com.homedelivery.analytics.application.AggregationQueries.money;
import static com.homedelivery.analytics.application.AggregationQueries.number;
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
import com.homedelivery.analytics.domain.DeliveryFigures;
import com.homedelivery.analytics.domain.DeliveryStage;
import com.homedelivery.analytics.domain.FunnelStep;
import com.homedelivery.analytics.domain.Granularity;
import com.homedelivery.analytics.domain.OrderStage;
import com.homedelivery.analytics.domain.Period;
import com.homedelivery.analytics.domain.ProductSales;
import com.homedelivery.analytics.domain.Ratio;
import com.homedelivery.analytics.domain.RevenueStep;
import com.homedelivery.analytics.domain.Summary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.springframework.stereotype.Service;

/**
 * Answers admins' questions from the facts. All of them throw {@link org.springframework.dao.DataAccessException} when
 * the database does not answer.
 */
@Service
public class Reports {

    private static final String HOUR_OF = "%Y-%m-%dT%H:00:00Z";

    private final AggregationQueries figures;
    private final AnalyticsProperties properties;

    Reports(AggregationQueries figures, AnalyticsProperties properties) {
        this.figures = figures;
        this.properties = properties;
    }

    public Summary summary(Period period) {
        Map<OrderStage, Long> orders = AggregationQueries.byStage(
                figures.aggregate(
                        FactCollection.ORDERS, match(in(period, "createdAt")), group("$stage", sum("count", 1))),
                OrderStage.class);
        Document payments = figures.total(
                FactCollection.PAYMENTS,
                match(in(period, "succeededAt")),
                group(null, sum("count", 1), sum("amount", "$amount")));
        Document refunds = figures.total(
                FactCollection.REFUNDS, match(in(period, "refundedAt")), group(null, sum("amount", "$amount")));
        BigDecimal revenue = money(payments, "amount");
        BigDecimal refunded = money(refunds, "amount");
        return new Summary(
                period.from(),
                period.to(),
                orders.values().stream().mapToLong(Long::longValue).sum(),
                orders,
                orders.getOrDefault(OrderStage.DELIVERED, 0L),
                orders.getOrDefault(OrderStage.CANCELLED, 0L),
                different(FactCollection.ORDERS, in(period, "createdAt"), "$userId"),
                figures.count(FactCollection.USERS, in(period, "registeredAt")),
                number(payments, "count"),
                revenue,
                refunded,
                revenue.subtract(refunded),
                average(revenue, number(payments, "count")),
                figures.count(FactCollection.DELIVERIES, lte("stage", DeliveryStage.IN_TRANSIT.ordinal())),
                // A day counts as soon as the period touches it.
                different(
                        FactCollection.RIDER_DAYS,
                        in(new Period(Granularity.DAY.startOf(period.from()), period.to()), "day"),
                        "$riderId"),
                figures.count(FactCollection.NOTIFICATIONS, in(period, "sentAt")),
                figures.count(FactCollection.NOTIFICATIONS, and(in(period, "failedAt"), exists("sentAt", false))),
                figures.count(FactCollection.STOCK_ALERTS, in(period, "alertedAt")));
    }

    /** One entry for each step that the period touches, also when nothing happened in it. */
    public List<RevenueStep> revenue(Period period, Granularity interval) {
        Map<Instant, Document> payments = byStep(
                figures.aggregate(
                        FactCollection.PAYMENTS,
                        match(in(period, "succeededAt")),
                        group(hourOf("$succeededAt"), sum("count", 1), sum("amount", "$amount"))),
                interval);
        Map<Instant, Document> refunds = byStep(
                figures.aggregate(
                        FactCollection.REFUNDS,
                        match(in(period, "refundedAt")),
                        group(hourOf("$refundedAt"), sum("count", 1), sum("amount", "$amount"))),
                interval);
        Document nothing = new Document();
        return interval.startsIn(period).stream()
                .map(start -> {
                    Document paid = payments.getOrDefault(start, nothing);
                    BigDecimal revenue = money(paid, "amount");
                    BigDecimal refunded = money(refunds.getOrDefault(start, nothing), "amount");
                    return new RevenueStep(start, number(paid, "count"), revenue, refunded, revenue.subtract(refunded));
                })
                .toList();
    }

    /** The products that sold most pieces, of orders placed in the period. */
    public List<ProductSales> topProducts(Period period, int limit) {
        return figures
                .aggregate(
                        FactCollection.ORDERS,
                        match(and(
                                in(period, "createdAt"),
                                gte("stage", OrderStage.CONFIRMED.ordinal()),
                                lte("stage", OrderStage.DELIVERED.ordinal()))),
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

    public DeliveryFigures deliveries(Period period) {
        Map<DeliveryStage, Long> stages = AggregationQueries.byStage(
                figures.aggregate(
                        FactCollection.DELIVERIES, match(in(period, "assignedAt")), group("$stage", sum("count", 1))),
                DeliveryStage.class);
        Document completed = figures.total(
                FactCollection.DELIVERIES,
                match(and(in(period, "assignedAt"), exists("completedAt"))),
                group(null, avg("minutes", "$durationMinutes"), avg("kilometres", "$distanceKm")));
        Document promises = figures.total(
                FactCollection.ORDERS,
                match(and(in(period, "createdAt"), exists("confirmedAt"), exists("deliveredAt"))),
                group(null, sum("kept", oneIf(wasOnTime())), sum("count", 1)));
        long delivered = number(promises, "count");
        long onTime = number(promises, "kept");
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

    /**
     * How far the orders placed in the period have come. Who is at a later step has been at the earlier ones, even if the
     * events that say so are still under way.
     */
    public List<FunnelStep> funnel(Period period) {
        Document reached = figures.total(
                FactCollection.ORDERS,
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

    private long different(FactCollection facts, Bson filter, String field) {
        return number(figures.total(facts, match(filter), group(field), group(null, sum("count", 1))), "count");
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

    /** Hours are the finest step; longer ones are put together from them. */
    private static Document hourOf(String field) {
        return new Document("$dateToString", new Document("format", HOUR_OF).append("date", field));
    }

    private static Map<Instant, Document> byStep(List<Document> hours, Granularity interval) {
        return hours.stream()
                .collect(Collectors.toMap(
                        hour -> interval.startOf(Instant.parse(hour.getString("_id"))),
                        Function.identity(),
                        Reports::together));
    }

    private static Document together(Document one, Document other) {
        return new Document("count", number(one, "count") + number(other, "count"))
                .append("amount", new Decimal128(money(one, "amount").add(money(other, "amount"))));
    }

    private static BigDecimal average(BigDecimal sum, long count) {
        return count == 0 ? sum : sum.divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP);
    }
}
