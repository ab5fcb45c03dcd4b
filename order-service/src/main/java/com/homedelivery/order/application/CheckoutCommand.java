package com.homedelivery.order.application;

import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.order.domain.pricing.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a customer says at the checkout; the rest is in the cart, or in the quote. Null is what they do not say.
 *
 * @param deliveryAddress where to; null when {@code addressId} or the quote says it
 * @param paymentMethod how the customer means to pay
 * @param notes for the store and the rider
 * @param addressId of an address in the customer's address book
 * @param couponCodes in whatever case
 * @param tip for the rider
 * @param slotId of a slot to deliver in; null for as soon as possible
 * @param quoteId of a quote to be ordered, which says all but {@code paymentMethod} and {@code notes}
 */
public record CheckoutCommand(
        @Nullable DeliveryAddress deliveryAddress,
        @Nullable String paymentMethod,
        @Nullable String notes,
        @Nullable UUID addressId,
        @Nullable List<String> couponCodes,
        @Nullable BigDecimal tip,
        @Nullable UUID slotId,
        @Nullable UUID quoteId) {

    Set<String> codes() {
        return couponCodes == null
                ? Set.of()
                : couponCodes.stream()
                        .map(code -> code.strip().toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet());
    }

    BigDecimal tipOrNothing() {
        return tip == null ? Money.ZERO : Money.round(tip);
    }
}
