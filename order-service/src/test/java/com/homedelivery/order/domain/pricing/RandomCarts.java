package com.homedelivery.order.domain.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Whatever customers may have in their carts, in stores that charge and promote whatever they like. */
public final class RandomCarts {

    private static final List<String> CATEGORIES = List.of("dairy", "bakery", "drinks");

    private RandomCarts() {}

    public static Arbitrary<Cart> carts() {
        return Combinators.combine(
                        lines().list().ofMinSize(1).ofMaxSize(8),
                        offers().list().ofMaxSize(6),
                        fees(),
                        Arbitraries.doubles().between(0, 20),
                        cents(0, 2_000))
                .as(Cart::new);
    }

    public record Cart(
            List<BasketLine> lines, List<Offer> offers, FeeSchedule fees, double distanceKm, BigDecimal tip) {

        public PriceCalculator.Result price() {
            return new PriceCalculator(fees).price(lines, offers, distanceKm, tip);
        }

        Cart with(List<Offer> others) {
            return new Cart(lines, others, fees, distanceKm, tip);
        }
    }

    private static Arbitrary<BasketLine> lines() {
        return Combinators.combine(
                        Arbitraries.create(UUID::randomUUID),
                        Arbitraries.integers().between(1, 99),
                        cents(0, 20_000),
                        Arbitraries.of(List.of("0.00", "7.00", "8.88", "19.00")),
                        Arbitraries.of(CATEGORIES))
                .as((id, quantity, price, rate, category) ->
                        new BasketLine(id, "Product", quantity, price, new BigDecimal(rate), Set.of(category)));
    }

    private static Arbitrary<Offer> offers() {
        return Combinators.combine(
                        benefits(),
                        Arbitraries.of(CATEGORIES).set().ofMaxSize(2),
                        cents(0, 5_000),
                        Arbitraries.of(true, true, false))
                .as(RandomCarts::offer);
    }

    static Offer offer(Benefit benefit, Set<String> categories, BigDecimal minimum, boolean stackable) {
        return new Offer(UUID.randomUUID(), null, "Offer", benefit, categories, Set.of(), minimum, stackable);
    }

    private static Arbitrary<Benefit> benefits() {
        Arbitrary<Integer> pieces = Arbitraries.integers().between(1, 5);
        return Arbitraries.oneOf(
                Combinators.combine(pieces, pieces).as(Benefit.FreePieces::new),
                Arbitraries.integers()
                        .between(1, 10_000)
                        .map(hundredths -> new Benefit.Percentage(BigDecimal.valueOf(hundredths, 2))),
                cents(1, 30_000).map(Benefit.AmountOff::new),
                Arbitraries.just(new Benefit.FreeDelivery()));
    }

    private static Arbitrary<FeeSchedule> fees() {
        return Combinators.combine(cents(0, 900), cents(0, 900), cents(0, 9_000), cents(0, 300), cents(0, 3_000))
                .as((base, step, freeAbove, small, below) -> new FeeSchedule(
                        base, new TreeMap<>(Map.of(3.0, step)), freeAbove, small, below, new BigDecimal("19.00")));
    }

    static Arbitrary<BigDecimal> cents(int least, int most) {
        return Arbitraries.integers().between(least, most).map(cents -> BigDecimal.valueOf(cents, 2));
    }
}
