package com.homedelivery.order.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.order.application.Catalogue.Product;
import com.homedelivery.order.domain.OrderErrorCode;
import com.homedelivery.order.domain.pricing.BasketLine;
import com.homedelivery.order.domain.pricing.Money;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CartPriceCheckTests {

    private static final UUID MILK = UUID.randomUUID();
    private static final UUID COFFEE = UUID.randomUUID();

    @Test
    void takesPricesAndNamesOfTheCatalogue() {
        CartPriceCheck cart = new CartPriceCheck(
                () -> cart(line(MILK, "Milk", 2, "2.9")), _ -> catalogue(product(MILK, "Fresh milk", "2.90")));

        assertThat(cart.cartOfCaller().lines())
                .containsExactly(
                        new BasketLine(MILK, "Fresh milk", 2, new BigDecimal("2.90"), Money.ZERO, Set.of("dairy")));
    }

    @Test
    void refusesAnEmptyCart() {
        CartPriceCheck cart = new CartPriceCheck(() -> cart(), _ -> Map.of());

        assertThatExceptionOfType(OrderRefusedException.class)
                .isThrownBy(cart::cartOfCaller)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(OrderErrorCode.ORDER_FAILED))
                .withMessage("The cart is empty");
    }

    @Test
    void namesEveryLineThatIsOutdated() {
        CartPriceCheck cart = new CartPriceCheck(
                () -> cart(line(MILK, "Milk", 2, "2.99"), line(COFFEE, "Coffee", 1, "19.50")),
                _ -> catalogue(product(MILK, "Milk", "3.49")));

        assertThatExceptionOfType(OrderRefusedException.class)
                .isThrownBy(cart::cartOfCaller)
                .satisfies(refused -> assertThat(refused.details())
                        .isEqualTo(List.of(
                                LineProblem.priceChanged(MILK, new BigDecimal("2.99"), new BigDecimal("3.49")),
                                LineProblem.notForSale(COFFEE))));
    }

    private static CartLookup.Cart cart(CartLookup.Line... lines) {
        return new CartLookup.Cart(List.of(lines), 7L);
    }

    private static CartLookup.Line line(UUID id, String name, int quantity, String price) {
        return new CartLookup.Line(id, name, quantity, new BigDecimal(price));
    }

    private static Product product(UUID id, String name, String price) {
        return new Product(id, name, new BigDecimal(price), Money.ZERO, Set.of("dairy"));
    }

    private static Map<UUID, Product> catalogue(Product... products) {
        return Arrays.stream(products).collect(Collectors.toMap(Product::id, Function.identity()));
    }
}
