package com.homedelivery.order.domain.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.order.domain.pricing.PriceCalculator.Result;
import com.homedelivery.order.domain.pricing.UnusedOffer.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceCalculatorTests {

    private static final BasketLine MILK = line("Milk", 3, "2.99", "7.00", "dairy");
    private static final BasketLine COFFEE = line("Coffee", 1, "19.50", "19.00", "drinks");

    @Test
    void costsWhatTheLinesCostWithoutPromotionsAndFees() {
        PricedBasket priced = price(List.of(MILK, COFFEE)).basket();

        assertThat(priced.total()).isEqualByComparingTo("28.47");
        assertThat(priced.discount()).isZero();
    }

    @Test
    void takesAPercentageOffTheLinesOfACategory() {
        PricedBasket priced = price(List.of(MILK, COFFEE), offer(new Benefit.Percentage(dec("10")), Set.of("dairy")))
                .basket();

        assertThat(priced.lines().getFirst().discount()).isEqualByComparingTo("0.90");
        assertThat(priced.lines().getFirst().discounts().getFirst().explanation())
                .isEqualTo("10 % of 8.97");
        assertThat(priced.lines().getLast().discounts()).isEmpty();
        assertThat(priced.total()).isEqualByComparingTo("27.57");
    }

    @Test
    void sharesAnAmountOutOverTheLines() {
        PricedBasket priced = price(List.of(MILK, COFFEE), offer(new Benefit.AmountOff(dec("5")), Set.of()))
                .basket();

        assertThat(priced.lines().getFirst().discount()).isEqualByComparingTo("1.58");
        assertThat(priced.lines().getLast().discount()).isEqualByComparingTo("3.42");
    }

    @Test
    void givesNoMoreAmountOffThanTheGoodsCost() {
        PricedBasket priced = price(List.of(MILK), offer(new Benefit.AmountOff(dec("50")), Set.of()))
                .basket();

        assertThat(priced.total()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 3, 2.99", "2, 1, 2, 0", "2, 1, 5, 2.99", "2, 1, 6, 5.98", "1, 1, 3, 2.99", "1, 2, 3, 5.98"})
    void givesPiecesForFree(int buy, int free, int quantity, String discount) {
        BasketLine milk = line("Milk", quantity, "2.99", "0", "dairy");

        assertThat(price(List.of(milk), offer(new Benefit.FreePieces(buy, free), Set.of()))
                        .basket()
                        .discount())
                .isEqualByComparingTo(discount);
    }

    @Test
    void givesTheCheapestPiecesForFree() {
        PricedBasket priced = price(List.of(COFFEE, MILK), offer(new Benefit.FreePieces(3, 1), Set.of()))
                .basket();

        assertThat(priced.discount()).isEqualByComparingTo("2.99");
        assertThat(priced.lines().getFirst().discounts()).isEmpty();
    }

    @Test
    void appliesFreePiecesBeforePercentagesAndThoseBeforeAmounts() {
        Offer amount = offer(new Benefit.AmountOff(dec("1")), Set.of());
        Offer percentage = offer(new Benefit.Percentage(dec("50")), Set.of());
        Offer pieces = offer(new Benefit.FreePieces(2, 1), Set.of());

        PricedBasket priced = price(List.of(MILK), amount, percentage, pieces).basket();

        // 8.97 − 2.99 = 5.98; half of it is 2.99; 1 less is 1.99
        assertThat(priced.total()).isEqualByComparingTo("1.99");
    }

    @Test
    void givesWhatTakesMoreOffWhenPromotionsDoNotGoTogether() {
        Offer small = offer(new Benefit.Percentage(dec("10")), Set.of());
        Offer large = new Offer(
                UUID.randomUUID(),
                "HALF",
                "Half",
                new Benefit.Percentage(dec("50")),
                Set.of(),
                Set.of(),
                dec("0"),
                false);

        Result result = price(List.of(MILK), small, large);

        assertThat(result.basket().promotionIds()).containsExactly(large.promotionId());
        assertThat(result.unused()).singleElement().satisfies(unused -> {
            assertThat(unused.promotionId()).isEqualTo(small.promotionId());
            assertThat(unused.reason()).isEqualTo(Reason.NOT_COMBINABLE);
        });
    }

    @Test
    void saysHowMuchIsMissingForAPromotion() {
        Offer forThirty = new Offer(
                UUID.randomUUID(),
                null,
                "Ten off",
                new Benefit.AmountOff(dec("10")),
                Set.of(),
                Set.of(),
                dec("30"),
                true);

        Result result = price(List.of(MILK, COFFEE), forThirty);

        assertThat(result.basket().discount()).isZero();
        assertThat(result.unused().getFirst().reason()).isEqualTo(Reason.BELOW_MINIMUM_BASKET);
        assertThat(result.unused().getFirst().missing()).isEqualByComparingTo("1.53");
    }

    @ParameterizedTest
    @CsvSource({
        "2.99, 2, 3.00, 1.50", // close
        "2.99, 3, 3.00, 1.50", // a step counts from beyond it
        "2.99, 4, 4.00, 1.50",
        "2.99, 9, 6.50, 1.50",
        "10.00, 2, 3.00, 0.00", // not a small order
        "29.99, 9, 6.50, 0.00",
        "30.00, 9, 0.00, 0.00" // free
    })
    void chargesForTheWayAndForSmallOrders(String price, double distanceKm, String fee, String smallOrderFee) {
        FeeSchedule fees = new FeeSchedule(
                dec("3"),
                new TreeMap<>(Map.of(3.0, dec("1"), 6.0, dec("3.5"))),
                dec("30"),
                dec("1.5"),
                dec("10"),
                dec("19"));

        DeliveryPrice delivery = new PriceCalculator(fees)
                .price(List.of(line("Milk", 1, price, "0", "dairy")), List.of(), distanceKm, dec("0"))
                .basket()
                .delivery();

        assertThat(delivery.fee()).isEqualByComparingTo(fee);
        assertThat(delivery.smallOrderFee()).isEqualByComparingTo(smallOrderFee);
    }

    @Test
    void deliversForNothing() {
        FeeSchedule fees = new FeeSchedule(dec("3"), new TreeMap<>(), dec("0"), dec("0"), dec("0"), dec("0"));
        Offer free = offer(new Benefit.FreeDelivery(), Set.of());

        PricedBasket priced = new PriceCalculator(fees)
                .price(List.of(MILK), List.of(free), 0, dec("2"))
                .basket();

        assertThat(priced.delivery().fee()).isEqualByComparingTo("3");
        assertThat(priced.delivery().discount()).isEqualByComparingTo("3");
        assertThat(priced.total()).isEqualByComparingTo("10.97");
    }

    @Test
    void leavesAPromotionUnusedThatHasNothingToTakeOff() {
        Result result = price(List.of(MILK), offer(new Benefit.FreeDelivery(), Set.of()));

        assertThat(result.unused().getFirst().reason()).isEqualTo(Reason.NOTHING_ELIGIBLE);
    }

    @Test
    void showsTheTaxInWhatIsPaidByRate() {
        FeeSchedule fees = new FeeSchedule(dec("3"), new TreeMap<>(), dec("0"), dec("0"), dec("0"), dec("19.00"));

        List<TaxShare> tax = new PriceCalculator(fees)
                .price(List.of(MILK, COFFEE), List.of(), 0, dec("5"))
                .basket()
                .tax();

        assertThat(tax)
                .containsExactly(
                        new TaxShare(dec("7.00"), dec("8.97"), dec("0.59")),
                        new TaxShare(dec("19.00"), dec("22.50"), dec("3.59")));
    }

    private static Result price(List<BasketLine> lines, Offer... offers) {
        return new PriceCalculator(FeeSchedule.NONE).price(lines, List.of(offers), 0, BigDecimal.ZERO);
    }

    private static Offer offer(Benefit benefit, Set<String> categories) {
        return new Offer(UUID.randomUUID(), null, "Offer", benefit, categories, Set.of(), BigDecimal.ZERO, true);
    }

    private static BasketLine line(String name, int quantity, String price, String taxRate, String category) {
        return new BasketLine(UUID.randomUUID(), name, quantity, dec(price), dec(taxRate), Set.of(category));
    }

    private static BigDecimal dec(String number) {
        return new BigDecimal(number);
    }
}
