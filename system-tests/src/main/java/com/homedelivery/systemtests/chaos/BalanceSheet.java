package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.people.Admin;
import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.run.ServiceDatabases;
import com.homedelivery.systemtests.run.ServiceDatabases.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What the books say after the storm, read from all databases, and whether it fits together: every order that was
 * promised, every cent, every piece of stock, every e-mail.
 */
public final class BalanceSheet {

    private static final Pattern ORDER_IN_MAIL = Pattern.compile("Order ([0-9a-f-]{36})");
    private static final List<String> DATABASES =
            List.of("auth_db", "user_db", "inventory_db", "order_db", "payment_db", "delivery_db", "notification_db");
    private static final List<String> CONSUMERS =
            List.of("inventory", "cart", "order", "payment", "delivery", "notification", "analytics");
    private static final int OK = 200;
    private static final int SHOWN = 20;
    private static final Set<String> MONEY_BACK = Set.of("CANCELLED", "FAILED");

    private final List<Check> checks = new ArrayList<>();
    private final Map<String, Map<String, Long>> figures = new LinkedHashMap<>();

    private BalanceSheet() {}

    /**
     * One thing that must be true.
     *
     * @param offenders ids of what is lost, doubled or stuck
     */
    public record Check(String name, String expected, String actual, List<String> offenders) {
        public boolean holds() {
            return expected.equals(actual);
        }
    }

    /** What the balance is drawn for. */
    public record Shop(List<UUID> customers, Map<String, Integer> initialStock, Admin admin) {}

    public static BalanceSheet draw(ServiceDatabases books, ClientObservations observed, Shop shop) {
        BalanceSheet sheet = new BalanceSheet();
        sheet.fill(books, observed, shop);
        return sheet;
    }

    boolean balances() {
        return checks.stream().allMatch(Check::holds);
    }

    public List<Check> checks() {
        return List.copyOf(checks);
    }

    /** Demands one thing more than what holds of every run. */
    void demandNone(String what, List<String> offenders) {
        none(what, offenders);
    }

    /**
     * Tells everything that it says.
     *
     * @param about what the run was
     */
    void tell(Reporter reporter, String about) {
        reporter.tell("");
        reporter.tell("BALANCE SHEET  " + about + ", " + reporter.elapsed().toMinutes() + " min");
        figures.forEach((what, counts) -> reporter.tell("  %-12s %s".formatted(what, counts)));
        reporter.tell("  %-60s %12s %12s".formatted("invariant", "expected", "actual"));
        for (Check check : checks) {
            reporter.tell("%s %-60s %12s %12s"
                    .formatted(check.holds() ? "  " : "! ", check.name(), check.expected(), check.actual()));
            check.offenders().stream().limit(SHOWN).forEach(offender -> reporter.tell("      " + offender));
        }
        reporter.tell(balances() ? "Everything balances." : "It does NOT balance.");
    }

    private void fill(ServiceDatabases books, ClientObservations observed, Shop shop) {
        List<Row> orders = books.read(
                "order_db", "select id, status, total_amount from orders where user_id = any (?)", shop.customers());
        Map<String, Row> byId = index(orders, "id");
        List<UUID> ids = byId.keySet().stream().map(UUID::fromString).toList();
        figures.put("orders", countBy(orders, "status"));

        none("requests without any answer", observed.unanswered());
        none("answers that admit a fault", observed.faults());
        none("journeys that did not end", observed.givenUp());
        none("relays that nobody took over", observed.notTakenOver());
        none(
                "orders that were promised and are not there",
                observed.orderIds().stream().filter(id -> !byId.containsKey(id)).toList());
        Set<String> promised = observed.orderIds();
        none(
                "orders that nobody was promised",
                byId.keySet().stream().filter(id -> !promised.contains(id)).toList());
        none(
                "orders that have not come to an end",
                idsWhere(
                        orders,
                        row -> !Set.of("DELIVERED", "CANCELLED", "FAILED").contains(row.get("status"))));

        money(books, byId, ids);
        stock(books, byId, ids, shop);
        deliveries(books, byId, ids);
        mails(books, byId, ids, shop);
        messaging(books, shop);
        record(books, shop);
    }

    private void money(ServiceDatabases books, Map<String, Row> orders, List<UUID> ids) {
        List<Row> payments = books.read(
                "payment_db",
                "select id, order_id, status, amount, refunded from payments where order_id = any (?)",
                ids);
        List<Row> refunds = books.read("payment_db", """
                select r.id, r.payment_id, p.order_id, r.status, r.amount from refunds r
                join payments p on p.id = r.payment_id where p.order_id = any (?)\
                """, ids);
        figures.put("payments", countBy(payments, "status"));
        figures.put("refunds", countBy(refunds, "status"));

        Map<String, List<Row>> live = payments.stream()
                .filter(payment -> !payment.get("status").equals("FAILED"))
                .collect(Collectors.groupingBy(payment -> payment.get("order_id")));
        none(
                "orders with two payments",
                live.entrySet().stream()
                        .filter(entry -> entry.getValue().size() > 1)
                        .map(Map.Entry::getKey)
                        .toList());
        none("delivered orders that are not paid, to the cent", idsWhere(orders.values(), order -> {
            if (!order.get("status").equals("DELIVERED")) {
                return false;
            }
            List<Row> paid = live.getOrDefault(order.get("id"), List.of());
            return paid.size() != 1
                    || !paid.getFirst().get("status").equals("SUCCESS")
                    || new BigDecimal(paid.getFirst().get("amount"))
                                    .subtract(new BigDecimal(paid.getFirst().get("refunded")))
                                    .compareTo(new BigDecimal(order.get("total_amount")))
                            != 0;
        }));
        none(
                "cancelled or failed orders whose money was kept",
                idsWhere(
                        orders.values(),
                        order -> MONEY_BACK.contains(order.get("status"))
                                && live.getOrDefault(order.get("id"), List.of()).stream()
                                        .anyMatch(payment ->
                                                !payment.get("status").equals("REFUNDED"))));
        none(
                "refunds that are not through",
                idsWhere(refunds, refund -> !refund.get("status").equals("SUCCESS")));
        none(
                "payments refunded by another sum than their refunds",
                idsWhere(
                        payments,
                        payment -> refunds.stream()
                                        .filter(refund ->
                                                refund.get("payment_id").equals(payment.get("id"))
                                                        && refund.get("status").equals("SUCCESS"))
                                        .map(refund -> new BigDecimal(refund.get("amount")))
                                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                                        .compareTo(new BigDecimal(payment.get("refunded")))
                                != 0));
        List<Row> unpaid = books.read(
                "order_db",
                "select distinct order_id from order_timeline where cause like 'Not paid%' and order_id = any (?)",
                ids);
        none(
                "orders cancelled as unpaid although they were paid",
                unpaid.stream()
                        .map(row -> row.get("order_id"))
                        .filter(live::containsKey)
                        .toList());
    }

    private void stock(ServiceDatabases books, Map<String, Row> orders, List<UUID> ids, Shop shop) {
        Set<String> returned = new HashSet<>();
        List<Row> reservations =
                books.read("inventory_db", "select order_id, status from reservations where order_id = any (?)", ids);
        figures.put("reservations", countBy(reservations, "status"));
        reservations.forEach(row -> {
            if (row.get("status").equals("RETURNED")) {
                returned.add(row.get("order_id"));
            }
        });
        Map<String, Integer> gone = new HashMap<>();
        for (Row line : books.read(
                "order_db", "select order_id, product_id, quantity from order_lines where order_id = any (?)", ids)) {
            Row order = orders.get(line.get("order_id"));
            if (order == null) {
                continue;
            }
            boolean left = order.get("status").equals("DELIVERED")
                    || (order.get("status").equals("FAILED") && !returned.contains(order.get("id")));
            if (left) {
                gone.merge(line.get("product_id"), Integer.parseInt(line.get("quantity")), Integer::sum);
            }
        }
        Map<String, Row> shelves = index(
                books.read(
                        "inventory_db",
                        "select product_id, quantity, reserved from stock where product_id = any (?)",
                        shop.initialStock().keySet().stream()
                                .map(UUID::fromString)
                                .toList()),
                "product_id");
        long sold = gone.values().stream().mapToInt(Integer::intValue).sum();
        figures.put("units", Map.of("gone from the store", sold));
        List<String> wrong = new ArrayList<>();
        new TreeMap<>(shop.initialStock()).forEach((product, initial) -> {
            String expected = (initial - gone.getOrDefault(product, 0)) + " (0 reserved)";
            Row shelf = shelves.get(product);
            String actual =
                    shelf == null ? "nothing" : shelf.get("quantity") + " (" + shelf.get("reserved") + " reserved)";
            if (!actual.equals(expected)) {
                wrong.add(product + ": " + actual + " instead of " + expected);
            }
        });
        none("products whose stock is not exact", wrong);
    }

    private void deliveries(ServiceDatabases books, Map<String, Row> orders, List<UUID> ids) {
        List<Row> deliveries =
                books.read("delivery_db", "select order_id, status from deliveries where order_id = any (?)", ids);
        figures.put("deliveries", countBy(deliveries, "status"));
        Map<String, Row> byOrder = index(deliveries, "order_id");
        none(
                "orders with two deliveries",
                deliveries.stream()
                        .collect(Collectors.groupingBy(row -> row.get("order_id"), Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(entry -> entry.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .toList());
        none(
                "deliveries that have not come to an end",
                deliveries.stream()
                        .filter(row -> !Set.of("DELIVERED", "FAILED").contains(row.get("status")))
                        .map(row -> row.get("order_id"))
                        .toList());
        none("orders and deliveries that disagree", idsWhere(orders.values(), order -> {
            Row delivery = byOrder.get(order.get("id"));
            boolean handedOver = delivery != null && delivery.get("status").equals("DELIVERED");
            return handedOver != order.get("status").equals("DELIVERED");
        }));
    }

    private void mails(ServiceDatabases books, Map<String, Row> orders, List<UUID> ids, Shop shop) {
        List<Row> mails = books.read(
                "notification_db",
                "select id, template, status, body from messages where channel = 'EMAIL' and user_id = any (?)",
                shop.customers());
        figures.put("e-mails", countBy(mails, "status"));
        none(
                "e-mails that were not sent",
                idsWhere(mails, mail -> !mail.get("status").equals("SENT")));
        Map<String, Long> refunds = books.read("payment_db", """
                        select p.order_id from refunds r join payments p on p.id = r.payment_id
                        where r.status = 'SUCCESS' and p.order_id = any (?)\
                        """, ids).stream()
                .collect(Collectors.groupingBy(row -> row.get("order_id"), Collectors.counting()));
        Map<String, Map<String, Long>> told = new HashMap<>();
        for (Row mail : mails) {
            Matcher order = ORDER_IN_MAIL.matcher(mail.get("body"));
            if (order.find()) {
                told.computeIfAbsent(order.group(1), _ -> new HashMap<>()).merge(mail.get("template"), 1L, Long::sum);
            }
        }
        List<String> wrong = new ArrayList<>();
        orders.values().forEach(order -> {
            Map<String, Long> mailsOfOrder = told.getOrDefault(order.get("id"), Map.of());
            Map<String, Long> expected = new TreeMap<>();
            String status = order.get("status");
            expected.put("ORDER_PLACED", 1L);
            expected.put("ORDER_DELIVERED", status.equals("DELIVERED") ? 1L : 0L);
            expected.put("ORDER_CANCELLED", status.equals("CANCELLED") ? 1L : 0L);
            expected.put("ORDER_FAILED", status.equals("FAILED") ? 1L : 0L);
            expected.put("PAYMENT_REFUNDED", refunds.getOrDefault(order.get("id"), 0L));
            if (!status.equals("CANCELLED")) {
                expected.put("ORDER_CONFIRMED", 1L);
            }
            expected.forEach((template, times) -> {
                long actual = mailsOfOrder.getOrDefault(template, 0L);
                if (actual != times) {
                    wrong.add(order.get("id") + " " + template + ": " + actual + " instead of " + times);
                }
            });
        });
        none("e-mails about orders that are missing or doubled", wrong);
    }

    private void messaging(ServiceDatabases books, Shop shop) {
        List<String> waiting = new ArrayList<>();
        for (String database : DATABASES) {
            long unsent = books.count(
                    database,
                    "select count(*) from outbox where kafka_sent_at is null"
                            + " or (stream is not null and redis_sent_at is null)");
            if (unsent > 0) {
                waiting.add(database + ": " + unsent);
            }
        }
        none("events still in an outbox", waiting);
        for (String kind : List.of("dead-letters", "quarantined")) {
            List<String> aside = new ArrayList<>();
            for (String service : CONSUMERS) {
                var answer = shop.admin().get("/api/ops/" + service + "/" + kind + "?page=1&limit=5");
                if (answer.status() != OK) {
                    aside.add(service + " does not tell: " + answer.status());
                }
                long total = answer.body().path("pagination").path("total").asLong(0);
                if (total > 0) {
                    aside.add(service + ": " + total + ", the first: "
                            + answer.data().path(0));
                }
            }
            none("events put aside as " + kind, aside);
        }
    }

    /** The record in Kafka, as analytics has counted it, says the same as the orders themselves. */
    private void record(ServiceDatabases books, Shop shop) {
        Map<String, Long> all = countBy(books.read("order_db", "select id, status from orders", List.of()), "status");
        JsonNode counted = shop.admin().summary().path("ordersByStatus");
        Map<String, Long> recorded = new TreeMap<>();
        counted.properties().forEach(entry -> {
            if (entry.getValue().asLong() > 0) {
                recorded.put(
                        entry.getKey().toUpperCase(Locale.ROOT),
                        entry.getValue().asLong());
            }
        });
        checks.add(new Check(
                "orders by status, as the record in Kafka was counted",
                all.toString(),
                recorded.toString(),
                List.of()));
    }

    private void none(String what, List<String> offenders) {
        checks.add(new Check(what, "0", String.valueOf(offenders.size()), offenders));
    }

    private static List<String> idsWhere(Collection<Row> rows, Predicate<Row> wrong) {
        return rows.stream().filter(wrong).map(row -> row.get("id")).toList();
    }

    private static Map<String, Row> index(List<Row> rows, String column) {
        Map<String, Row> index = new LinkedHashMap<>();
        rows.forEach(row -> index.put(row.get(column), row));
        return index;
    }

    private static Map<String, Long> countBy(List<Row> rows, String column) {
        return new TreeMap<>(
                rows.stream().collect(Collectors.groupingBy(row -> row.get(column), Collectors.counting())));
    }
}
