package com.homedelivery.order.application;

import com.homedelivery.order.application.Catalogue.Product;
import com.homedelivery.order.domain.pricing.BasketLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares the customer's cart with the catalogue: nobody pays a price that they have not seen. */
@Component
class CartPriceCheck {

    private final CartLookup carts;
    private final Catalogue catalogue;

    CartPriceCheck(CartLookup carts, Catalogue catalogue) {
        this.carts = carts;
        this.catalogue = catalogue;
    }

    /**
     * @param lines that are for sale, at today's prices
     * @param problems what has changed since it was put into the cart
     * @param revision of the cart, or null when that is not known
     */
    record CheckedCart(
            List<BasketLine> lines,
            List<LineProblem> problems,
            @Nullable Long revision) {}

    /**
     * The caller's cart, with the prices and names of the catalogue.
     *
     * @throws OrderRefusedException when it is empty, or holds anything at another price than today's or no longer for sale
     */
    CheckedCart cartOfCaller() {
        CheckedCart checked = compareCartOfCaller();
        if (!checked.problems().isEmpty()) {
            throw OrderRefusedException.cartIsOutdated(checked.problems());
        }
        return checked;
    }

    /**
     * The caller's cart, with what has changed.
     *
     * @throws OrderRefusedException when it is empty
     */
    CheckedCart compareCartOfCaller() {
        CartLookup.Cart cart = carts.cartOfCaller();
        if (cart.lines().isEmpty()) {
            throw OrderRefusedException.cartIsEmpty();
        }
        Map<UUID, Product> products = catalogue.forSale(
                cart.lines().stream().map(CartLookup.Line::productId).collect(Collectors.toSet()));
        List<BasketLine> lines = new ArrayList<>();
        List<LineProblem> problems = new ArrayList<>();
        for (CartLookup.Line line : cart.lines()) {
            Product product = products.get(line.productId());
            if (product == null) {
                problems.add(LineProblem.notForSale(line.productId()));
                continue;
            }
            if (product.price().compareTo(line.price()) != 0) {
                problems.add(LineProblem.priceChanged(line.productId(), line.price(), product.price()));
            }
            lines.add(new BasketLine(
                    product.id(),
                    product.name(),
                    line.quantity(),
                    product.price(),
                    product.taxRate(),
                    product.categories()));
        }
        return new CheckedCart(lines, problems, cart.revision());
    }
}
