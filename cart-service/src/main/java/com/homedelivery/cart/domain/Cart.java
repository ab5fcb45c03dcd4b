package com.homedelivery.cart.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one customer, or one guest, wants to buy. Each customer has exactly one cart; one that was never filled, was cleared,
 * or has expired is empty.
 *
 * @param id the customer's, or that of a {@linkplain GuestToken#cartId guest's cart}
 * @param lines in the order in which they were first added
 * @param updatedAt when it was last changed
 * @param revision grows with every change and is never reused for the customer, also after the cart was cleared or has
 *     expired; 0 for a cart that does not exist
 */
public record Cart(UUID id, List<CartLine> lines, Instant updatedAt, long revision) {

    public static final int MAX_QUANTITY = 99;
    public static final int MAX_LINES = 100;

    /** Of a guest's cart, which anybody may have. */
    public static final int MAX_LINES_OF_GUEST = 50;

    public Cart {
        lines = List.copyOf(lines);
    }

    public static Cart empty(UUID id, Instant now) {
        return new Cart(id, List.of(), now, 0);
    }

    public BigDecimal total() {
        return lines.stream().map(CartLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public Set<UUID> productIds() {
        return lines.stream().map(CartLine::productId).collect(Collectors.toUnmodifiableSet());
    }

    /** How many of a product are in it, 0 if there is no such line. */
    public int quantityOf(UUID productId) {
        return line(productId).map(CartLine::quantity).orElse(0);
    }

    public Optional<CartLine> line(UUID productId) {
        return lines.stream().filter(line -> line.productId().equals(productId)).findFirst();
    }

    /**
     * Everything that would stop an order of it, line by line; empty when nothing that is known does.
     *
     * @param minimumOrder what an order comes to at least
     */
    public List<OrderProblem> problems(ShopStatus now, BigDecimal minimumOrder) {
        if (lines.isEmpty()) {
            return List.of(OrderProblem.cartIsEmpty());
        }
        List<OrderProblem> problems = new ArrayList<>();
        lines.forEach(line -> addProblems(line, now, problems));
        BigDecimal missing = minimumOrder.subtract(total());
        if (missing.signum() > 0) {
            problems.add(OrderProblem.belowMinimum(minimumOrder, missing));
        }
        return problems;
    }

    private static void addProblems(CartLine line, ShopStatus now, List<OrderProblem> problems) {
        if (now.isNotForSale(line.productId())) {
            problems.add(OrderProblem.notForSale(line));
            return;
        }
        Product product = now.productOf(line.productId());
        if (product != null && product.price().compareTo(line.price()) != 0) {
            problems.add(OrderProblem.priceChanged(line, product.price()));
        }
        Integer available = now.availableOf(line.productId());
        if (available != null && available < line.quantity()) {
            problems.add(OrderProblem.shortStock(line, available));
        }
    }
}
