package com.homedelivery.order.domain.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.homedelivery.order.domain.pricing.RandomCarts.Cart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** What holds for whatever baskets and promotions there are. */
class PricePropertiesTests {

    @Property
    void noTotalIsNegativeAndNoDiscountIsAboveItsLine(@ForAll("carts") Cart cart) {
        PricedBasket priced = cart.price().basket();

        assertThat(priced.lines()).allSatisfy(line -> {
            assertThat(line.net()).isBetween(BigDecimal.ZERO, line.amount());
            assertThat(line.discounts()).allMatch(discount -> discount.amount().signum() > 0);
        });
        assertThat(priced.delivery().discount())
                .isBetween(BigDecimal.ZERO, priced.delivery().fee());
        assertThat(priced.total()).isNotNegative();
    }

    @Property
    void linesFeesAndTipAddUpToTheTotalInCents(@ForAll("carts") Cart cart) {
        PricedBasket priced = cart.price().basket();

        BigDecimal nets = Money.sum(priced.lines().stream().map(OrderLine::net).toList());
        assertThat(priced.total())
                .isEqualByComparingTo(
                        nets.add(priced.delivery().fees()).add(priced.delivery().tip()))
                .isEqualByComparingTo(priced.itemsTotal()
                        .subtract(priced.discount())
                        .add(priced.delivery().fee())
                        .add(priced.delivery().smallOrderFee())
                        .add(priced.delivery().tip()));
        assertThat(priced.total().scale()).isEqualTo(2);
        assertThat(priced.lines()).allMatch(line -> line.net().scale() == 2);
    }

    @Property
    void theOrderInWhichPromotionsComeChangesNothing(@ForAll("carts") Cart cart, @ForAll Random random) {
        List<Offer> shuffled = new ArrayList<>(cart.offers());
        Collections.shuffle(shuffled, random);

        assertThat(new Cart(cart.lines(), shuffled, cart.fees(), cart.distanceKm(), cart.tip())
                        .price()
                        .basket())
                .isEqualTo(cart.price().basket());
    }

    @Property
    void percentagesOfALineAddUpInWhicheverOrder(@ForAll("percentages") List<BigDecimal> percentages) {
        BasketLine line =
                new BasketLine(UUID.randomUUID(), "Milk", 1, new BigDecimal("100.00"), BigDecimal.ZERO, Set.of());
        List<Offer> offers = percentages.stream()
                .map(percent -> RandomCarts.offer(new Benefit.Percentage(percent), Set.of(), BigDecimal.ZERO, true))
                .toList();

        BigDecimal expected = Money.sum(percentages).min(new BigDecimal(100));
        assertThat(new PriceCalculator(FeeSchedule.NONE)
                        .price(List.of(line), offers, 0, BigDecimal.ZERO)
                        .basket()
                        .discount())
                .isEqualByComparingTo(expected);
    }

    @Property
    void aFurtherStackablePromotionNeverMakesItDearer(@ForAll("carts") Cart cart) {
        List<Offer> stackable = cart.offers().stream().filter(Offer::stackable).toList();
        for (int n = 0; n < stackable.size(); n++) {
            BigDecimal without =
                    cart.with(stackable.subList(0, n)).price().basket().discount();
            BigDecimal with =
                    cart.with(stackable.subList(0, n + 1)).price().basket().discount();
            assertThat(with).isGreaterThanOrEqualTo(without);
        }
    }

    @Property
    void aPromotionThatIsNotStackableStandsAlone(@ForAll("carts") Cart cart) {
        Map<UUID, Offer> offers = cart.offers().stream().collect(Collectors.toMap(Offer::promotionId, offer -> offer));
        Set<UUID> used = new HashSet<>(cart.price().basket().promotionIds());

        assertThat(used.size() <= 1 || used.stream().map(offers::get).allMatch(Offer::stackable))
                .isTrue();
    }

    @Property
    void everyPromotionIsEitherUsedOrExplained(@ForAll("carts") Cart cart) {
        PriceCalculator.Result result = cart.price();

        List<UUID> told = new ArrayList<>(result.basket().promotionIds());
        result.unused().forEach(unused -> told.add(unused.promotionId()));
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        cart.offers().stream().map(Offer::promotionId).toList());
    }

    @Property
    void taxIsAPartOfWhatIsPaid(@ForAll("carts") Cart cart) {
        PricedBasket priced = cart.price().basket();

        BigDecimal gross = Money.sum(priced.tax().stream().map(TaxShare::gross).toList());
        assertThat(gross)
                .isLessThanOrEqualTo(priced.total().subtract(priced.delivery().tip()));
        assertThat(priced.tax())
                .isSortedAccordingTo(Comparator.comparing(TaxShare::rate))
                .allMatch(
                        share -> share.amount().signum() >= 0 && share.amount().compareTo(share.gross()) < 0);
    }

    @Property
    void missingUnitsGiveBackWhatWasPaidForThem(@ForAll("carts") Cart cart, @ForAll Random random) {
        for (OrderLine line : cart.price().basket().lines()) {
            int kept = random.nextInt(line.quantity() + 1);
            BigDecimal rest = line.keep(kept).map(OrderLine::net).orElse(Money.ZERO);

            assertThat(rest).isBetween(BigDecimal.ZERO, line.net());
            assertThat(rest.multiply(BigDecimal.valueOf(line.quantity())))
                    .as("what was paid for each unit, to half a cent of the line")
                    .isCloseTo(
                            line.net().multiply(BigDecimal.valueOf(kept)),
                            within(new BigDecimal("0.005").multiply(BigDecimal.valueOf(line.quantity()))));
        }
    }

    @Property
    void unitsThatAreMissingOneAfterTheOtherGiveBackAllThatWasPaid(@ForAll("carts") Cart cart) {
        for (OrderLine line : cart.price().basket().lines()) {
            BigDecimal givenBack = BigDecimal.ZERO;
            Optional<OrderLine> rest = Optional.of(line);
            while (rest.isPresent()) {
                OrderLine before = rest.get();
                rest = before.keep(before.quantity() - 1);
                BigDecimal paid = before.net().subtract(rest.map(OrderLine::net).orElse(Money.ZERO));
                assertThat(paid).isNotNegative();
                givenBack = givenBack.add(paid);
            }
            assertThat(givenBack).isEqualByComparingTo(line.net());
        }
    }

    @Property
    void neitherTheTipNorTheSmallOrderFeeIsDiscounted(@ForAll("carts") Cart cart) {
        DeliveryPrice delivery = cart.price().basket().delivery();

        assertThat(delivery.tip()).isEqualByComparingTo(cart.tip());
        assertThat(delivery.fees()).isGreaterThanOrEqualTo(delivery.smallOrderFee());
    }

    @Property
    void sharesAddUpAndStayBelowTheirWeights(
            @ForAll("amounts") List<BigDecimal> weights, @ForAll @DoubleRange(max = 1) double part) {
        BigDecimal amount = Money.round(Money.sum(weights).multiply(BigDecimal.valueOf(part)));

        List<BigDecimal> shares = Money.share(amount, weights);

        assertThat(Money.sum(shares)).isEqualByComparingTo(amount);
        for (int i = 0; i < shares.size(); i++) {
            assertThat(shares.get(i)).isBetween(BigDecimal.ZERO, weights.get(i));
        }
    }

    @Provide
    Arbitrary<Cart> carts() {
        return RandomCarts.carts();
    }

    @Provide
    Arbitrary<List<BigDecimal>> amounts() {
        return RandomCarts.cents(0, 1_000_000).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<BigDecimal>> percentages() {
        return Arbitraries.integers()
                .between(1, 60)
                .map(BigDecimal::valueOf)
                .list()
                .ofMaxSize(4);
    }
}
