package com.homedelivery.order.web;

import com.homedelivery.order.application.CheckoutCommand;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param deliveryAddress where to, unless {@code addressId} says it
 * @param addressId of an address in one's address book
 * @param couponCodes in whatever case
 * @param tip for the rider
 * @param slotId of a slot to be delivered in; as soon as possible without one
 */
record QuoteRequest(
        @Valid PlaceOrderRequest.@Nullable Address deliveryAddress,
        @Nullable UUID addressId,
        @Size(max = 5) @Nullable List<@NotBlank @Size(max = 40) String> couponCodes,

        @PositiveOrZero @DecimalMax("1000") @Digits(integer = 4, fraction = 2) @Nullable
        BigDecimal tip,

        @Nullable UUID slotId,
        @Size(max = 40) @Nullable String paymentMethod) {

    /** @throws com.homedelivery.shared.api.error.ValidationException when there is no address, or two of them */
    CheckoutCommand toCommand() {
        PlaceOrderRequest.requireOneAddress(deliveryAddress, addressId);
        return new CheckoutCommand(
                deliveryAddress == null ? null : deliveryAddress.toAddress(),
                paymentMethod,
                null,
                addressId,
                couponCodes,
                tip,
                slotId,
                null);
    }
}
