package com.homedelivery.order.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.application.CartPriceCheck.CheckedCart;
import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.order.domain.DeliverySlot;
import com.homedelivery.order.domain.OrderDraft;
import com.homedelivery.order.domain.OrderRequest;
import com.homedelivery.order.domain.Quote;
import com.homedelivery.order.domain.Quotes;
import com.homedelivery.order.domain.pricing.BasketLine;
import com.homedelivery.shared.security.CurrentUser;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Tells a customer what the cart would cost at the door, and whether it can be ordered, before they order. A quote that can be
 * ordered is kept for a while, and then ordered at its prices.
 */
@Service
public class QuoteOrder {

    private final ResolveAddress addresses;
    private final CartPriceCheck cart;
    private final StockLevels stock;
    private final PriceOrder prices;
    private final Quotes quotes;
    private final BookSlots slots;
    private final BigDecimal minimumOrderValue;
    private final boolean requireVerifiedEmail;
    private final Duration validFor;
    private final Clock clock;

    QuoteOrder(
            OrderProperties properties,
            ResolveAddress addresses,
            CartPriceCheck cart,
            StockLevels stock,
            PriceOrder prices,
            Quotes quotes,
            BookSlots slots,
            Clock clock) {
        this.addresses = addresses;
        this.cart = cart;
        this.stock = stock;
        this.prices = prices;
        this.quotes = quotes;
        this.slots = slots;
        this.minimumOrderValue = properties.minimumOrderValue();
        this.requireVerifiedEmail = properties.requireVerifiedEmail();
        this.validFor = properties.quotes().validFor();
        this.clock = clock;
    }

    /**
     * What a customer is told.
     *
     * @param id of the quote; null when it cannot be ordered
     * @param validUntil until when it can be ordered; null when it cannot
     * @param problems why it cannot be ordered; empty when it can
     * @param priceChanges what costs something else than when it was put into the cart; the quote has today's prices
     * @param price of what is for sale, with the coupons that were refused
     * @param slot that is held for it, or null for as soon as possible
     */
    public record Result(
            @Nullable UUID id,
            @Nullable Instant validUntil,
            List<QuoteProblem> problems,
            List<LineProblem> priceChanges,
            PriceOrder.Price price,
            @Nullable DeliverySlot slot) {

        /** When it is likely to arrive. */
        public Instant eta() {
            return slot == null ? price.eta() : slot.end();
        }
    }

    /**
     * @throws OrderRefusedException when the cart is empty or costs too much, or the saved address lacks what a rider has to know
     * @throws com.homedelivery.shared.api.error.NotFoundException when there is no such address, or it is someone else's
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when cart, catalogue, address book or inventory do
     *     not answer
     */
    public Result quote(CurrentUser user, CheckoutCommand command) {
        Instant now = clock.instant();
        List<QuoteProblem> problems = new ArrayList<>();
        if (requireVerifiedEmail && !user.emailVerified()) {
            problems.add(QuoteProblem.of(QuoteProblem.Reason.EMAIL_NOT_VERIFIED));
        }
        DeliveryAddress wanted = addresses.find(command);
        Optional<DeliveryAddress> address = addresses.locate(wanted);
        if (address.isEmpty()) {
            problems.add(QuoteProblem.of(QuoteProblem.Reason.OUT_OF_AREA));
        }
        CheckedCart checked = cart.compareCartOfCaller();
        problems.addAll(problemsOf(checked));
        OrderRequest request = new OrderRequest(
                checked.lines(), address.orElse(wanted), command.codes(), command.tipOrNothing(), command.slotId());
        BigDecimal missing = minimumOrderValue.subtract(request.itemsTotal());
        if (missing.signum() > 0) {
            problems.add(QuoteProblem.belowMinimum(minimumOrderValue, missing));
        }
        PriceOrder.Price price = prices.price(user.id(), request, now);
        List<LineProblem> priceChanges = checked.problems().stream()
                .filter(problem -> problem.reason() == LineProblem.Reason.PRICE_CHANGED)
                .toList();
        Instant validUntil = now.plus(validFor);
        DeliverySlot slot = request.slotId() == null
                ? null
                : slots.find(request.slotId(), now).orElse(null);
        if (request.slotId() != null
                && (slot == null || problems.isEmpty() && !slots.hold(request.slotId(), user.id(), validUntil))) {
            problems.add(QuoteProblem.of(QuoteProblem.Reason.SLOT_UNAVAILABLE));
        }
        if (!problems.isEmpty()) {
            return new Result(null, null, problems, priceChanges, price, slot);
        }
        Quote quote = quotes.save(new Quote(
                UuidCreator.getTimeOrderedEpoch(),
                user.id(),
                new OrderDraft(
                        price.basket(),
                        request.address(),
                        checked.revision(),
                        command.paymentMethod(),
                        null,
                        null,
                        slot,
                        slot == null ? price.eta() : slot.end()),
                validUntil));
        return new Result(quote.id(), quote.expiresAt(), List.of(), priceChanges, price, slot);
    }

    private List<QuoteProblem> problemsOf(CheckedCart checked) {
        List<QuoteProblem> problems = new ArrayList<>();
        checked.problems().stream()
                .filter(problem -> problem.reason() == LineProblem.Reason.NOT_FOR_SALE)
                .forEach(problem -> problems.add(QuoteProblem.notForSale(problem.productId())));
        if (checked.lines().isEmpty()) {
            return problems;
        }
        Map<UUID, Integer> available = stock.availableOf(
                checked.lines().stream().map(BasketLine::productId).collect(Collectors.toSet()));
        for (BasketLine line : checked.lines()) {
            int units = available.getOrDefault(line.productId(), 0);
            if (units < line.quantity()) {
                problems.add(QuoteProblem.shortStock(line.productId(), line.quantity(), units));
            }
        }
        return problems;
    }
}
