package com.homedelivery.order.domain.pricing;

import com.homedelivery.order.domain.pricing.Benefit.AmountOff;
import com.homedelivery.order.domain.pricing.Benefit.FreeDelivery;
import com.homedelivery.order.domain.pricing.Benefit.FreePieces;
import com.homedelivery.order.domain.pricing.Benefit.Percentage;
import com.homedelivery.order.domain.pricing.UnusedOffer.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prices a basket: the one place where discounts, fees and totals come from, for quotes and orders alike.
 *
 * <p>Offers that are stackable apply together, in the order of their {@link Benefit#turn() turns}; one that is not applies
 * alone. Of these possibilities the customer gets the one that takes most off. The order in which offers are given changes
 * nothing. No discount is larger than what it is taken off.
 */
public final class PriceCalculator {

    private static final Comparator<Offer> IN_TURN =
            Comparator.comparing((Offer offer) -> offer.benefit().turn()).thenComparing(Offer::promotionId);

    private final FeeSchedule fees;

    public PriceCalculator(FeeSchedule fees) {
        this.fees = fees;
    }

    /** A basket with its price, and the offers that did not count. */
    public record Result(PricedBasket basket, List<UnusedOffer> unused) {}

    /**
     * @param offers that the customer may use, each once
     * @param distanceKm from the store to the door; 0 when it is not known
     * @param tip not negative
     */
    public Result price(List<BasketLine> lines, List<Offer> offers, double distanceKm, BigDecimal tip) {
        BigDecimal itemsTotal = Money.sum(lines.stream().map(BasketLine::amount).toList());
        BigDecimal fee = fees.deliveryFee(itemsTotal, distanceKm);
        List<UnusedOffer> unused = new ArrayList<>();
        List<Offer> eligible = new ArrayList<>();
        offers.stream()
                .sorted(IN_TURN)
                .forEach(offer -> refusalOf(offer, lines, itemsTotal, fee)
                        .ifPresentOrElse(unused::add, () -> eligible.add(offer)));
        Attempt best = alternatives(eligible)
                .map(together -> Attempt.of(lines, fee, together))
                .reduce((one, other) -> other.saved().compareTo(one.saved()) > 0 ? other : one)
                .orElseThrow();
        eligible.stream()
                .filter(offer -> !best.used().contains(offer))
                .map(offer -> unused(offer, Reason.NOT_COMBINABLE, null))
                .forEach(unused::add);
        DeliveryPrice delivery = new DeliveryPrice(
                fee, fees.smallOrderFee(itemsTotal), fees.taxRate(), best.deliveryDiscounts(), Money.round(tip));
        return new Result(new PricedBasket(best.pricedLines(), delivery), unused);
    }

    /** All that go together, and each that does not alone. */
    private static Stream<List<Offer>> alternatives(List<Offer> eligible) {
        return Stream.concat(
                Stream.of(eligible.stream().filter(Offer::stackable).toList()),
                eligible.stream().filter(offer -> !offer.stackable()).map(List::of));
    }

    private static Optional<UnusedOffer> refusalOf(
            Offer offer, List<BasketLine> lines, BigDecimal itemsTotal, BigDecimal fee) {
        if (itemsTotal.compareTo(offer.minimumBasket()) < 0) {
            return Optional.of(unused(
                    offer, Reason.BELOW_MINIMUM_BASKET, offer.minimumBasket().subtract(itemsTotal)));
        }
        return Attempt.of(lines, fee, List.of(offer)).saved().signum() == 0
                ? Optional.of(unused(offer, Reason.NOTHING_ELIGIBLE, null))
                : Optional.empty();
    }

    private static UnusedOffer unused(Offer offer, Reason reason, @Nullable BigDecimal missing) {
        return new UnusedOffer(offer.promotionId(), offer.code(), offer.name(), reason, missing);
    }

    /** The lines with some offers applied one after the other. */
    private static final class Attempt {

        private final List<BasketLine> lines;
        private final BigDecimal fee;
        private final List<List<Discount>> discounts;
        private final List<Discount> deliveryDiscounts = new ArrayList<>();
        private final List<Offer> used = new ArrayList<>();

        private Attempt(List<BasketLine> lines, BigDecimal fee) {
            this.lines = lines;
            this.fee = fee;
            this.discounts =
                    lines.stream().<List<Discount>>map(_ -> new ArrayList<>()).toList();
        }

        /** @param offers in their turn */
        static Attempt of(List<BasketLine> lines, BigDecimal fee, List<Offer> offers) {
            Attempt attempt = new Attempt(lines, fee);
            List<BigDecimal> beforePercentages = null;
            for (Offer offer : offers) {
                switch (offer.benefit()) {
                    case FreePieces benefit -> attempt.giveFreePieces(offer, benefit);
                    case Percentage benefit -> {
                        beforePercentages = beforePercentages == null ? attempt.rests() : beforePercentages;
                        attempt.take(offer, benefit, beforePercentages);
                    }
                    case AmountOff benefit -> attempt.take(offer, benefit);
                    case FreeDelivery _ -> attempt.deliverForNothing(offer);
                }
            }
            return attempt;
        }

        /** Of all pieces that it is about, the cheapest are free; of equally cheap ones those that come later in the basket. */
        private void giveFreePieces(Offer offer, FreePieces benefit) {
            List<Integer> cheapestFirst = linesOf(offer)
                    .sorted(Comparator.comparing((Integer i) -> lines.get(i).price())
                            .thenComparing(Comparator.reverseOrder()))
                    .toList();
            int group = benefit.buy() + benefit.free();
            int pieces = cheapestFirst.stream()
                    .mapToInt(i -> lines.get(i).quantity())
                    .sum();
            int free = pieces / group * benefit.free() + Math.max(0, pieces % group - benefit.buy());
            for (int i : cheapestFirst) {
                int here = Math.min(free, lines.get(i).quantity());
                BigDecimal amount = lines.get(i).price().multiply(BigDecimal.valueOf(here));
                takeOff(
                        i,
                        offer,
                        amount,
                        "%d free for %d paid: %d free".formatted(benefit.free(), benefit.buy(), here));
                free -= here;
            }
        }

        private void take(Offer offer, Percentage benefit, List<BigDecimal> base) {
            String explanation = benefit.percent().stripTrailingZeros().toPlainString() + " % of ";
            linesOf(offer)
                    .forEach(i -> takeOff(
                            i,
                            offer,
                            Money.percentOf(base.get(i), benefit.percent()),
                            explanation + base.get(i).toPlainString()));
        }

        private void take(Offer offer, AmountOff benefit) {
            List<Integer> about = linesOf(offer).toList();
            List<BigDecimal> rests = about.stream().map(this::restOf).toList();
            BigDecimal amount = benefit.amount().min(Money.sum(rests));
            List<BigDecimal> shares = Money.share(amount, rests);
            String explanation = "Share of " + Money.round(benefit.amount()).toPlainString() + " off";
            IntStream.range(0, about.size()).forEach(n -> takeOff(about.get(n), offer, shares.get(n), explanation));
        }

        private void deliverForNothing(Offer offer) {
            BigDecimal rest = fee.subtract(discountOfDelivery());
            if (rest.signum() > 0 && linesOf(offer).findAny().isPresent()) {
                deliveryDiscounts.add(offer.discount(rest, "Free delivery"));
                used.add(offer);
            }
        }

        private void takeOff(int line, Offer offer, BigDecimal amount, String explanation) {
            BigDecimal possible = amount.min(restOf(line));
            if (possible.signum() > 0) {
                discounts.get(line).add(offer.discount(Money.round(possible), explanation));
                if (!used.contains(offer)) {
                    used.add(offer);
                }
            }
        }

        private Stream<Integer> linesOf(Offer offer) {
            return IntStream.range(0, lines.size())
                    .filter(i -> offer.isAbout(lines.get(i)))
                    .boxed();
        }

        private List<BigDecimal> rests() {
            return IntStream.range(0, lines.size()).mapToObj(this::restOf).toList();
        }

        private BigDecimal restOf(int line) {
            return lines.get(line).amount().subtract(sumOf(discounts.get(line)));
        }

        private BigDecimal discountOfDelivery() {
            return sumOf(deliveryDiscounts);
        }

        private static BigDecimal sumOf(List<Discount> some) {
            return Money.sum(some.stream().map(Discount::amount).toList());
        }

        BigDecimal saved() {
            return discounts.stream().map(Attempt::sumOf).reduce(discountOfDelivery(), BigDecimal::add);
        }

        List<Offer> used() {
            return used;
        }

        List<Discount> deliveryDiscounts() {
            return deliveryDiscounts;
        }

        List<OrderLine> pricedLines() {
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> orderLine(lines.get(i), discounts.get(i)))
                    .toList();
        }

        private static OrderLine orderLine(BasketLine line, List<Discount> discounts) {
            return new OrderLine(
                    line.productId(), line.name(), line.quantity(), line.price(), line.taxRate(), discounts);
        }
    }
}
