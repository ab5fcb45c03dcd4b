package com.homedelivery.order.web;

import com.homedelivery.order.application.CheckoutCommand;
import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.geo.GeoPoint;
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
 * What is to be ordered. Either the quote says it, or the address and what else there is to say.
 *
 * @param deliveryAddress where to, unless {@code addressId} or {@code quoteId} says it
 * @param addressId of an address in one's address book
 * @param couponCodes in whatever case
 * @param tip for the rider
 * @param slotId of a slot to be delivered in; as soon as possible without one
 * @param quoteId of a quote of one's own, which is then ordered at its prices
 */
record PlaceOrderRequest(
        @Valid @Nullable Address deliveryAddress,
        @Size(max = 40) @Nullable String paymentMethod,
        @Size(max = 1000) @Nullable String notes,
        @Nullable UUID addressId,
        @Size(max = 5) @Nullable List<@NotBlank @Size(max = 40) String> couponCodes,

        @PositiveOrZero @DecimalMax("1000") @Digits(integer = 4, fraction = 2) @Nullable
        BigDecimal tip,

        @Nullable UUID slotId,
        @Nullable UUID quoteId) {

    /** @throws ValidationException when there is no address, or two of them, or more than the quote takes */
    CheckoutCommand toCommand() {
        if (quoteId == null) {
            requireOneAddress(deliveryAddress, addressId);
        } else {
            requireNothingOfTheQuote();
        }
        return new CheckoutCommand(
                deliveryAddress == null ? null : deliveryAddress.toAddress(),
                paymentMethod,
                notes,
                addressId,
                couponCodes,
                tip,
                slotId,
                quoteId);
    }

    static void requireOneAddress(@Nullable Address deliveryAddress, @Nullable UUID addressId) {
        if (deliveryAddress == null && addressId == null) {
            throw new ValidationException("deliveryAddress", "must not be null");
        }
        if (deliveryAddress != null && addressId != null) {
            throw new ValidationException("addressId", "must not come with a deliveryAddress");
        }
    }

    private void requireNothingOfTheQuote() {
        requireAbsent("deliveryAddress", deliveryAddress);
        requireAbsent("addressId", addressId);
        requireAbsent("couponCodes", couponCodes);
        requireAbsent("tip", tip);
        requireAbsent("slotId", slotId);
    }

    private static void requireAbsent(String field, @Nullable Object value) {
        if (value != null) {
            throw new ValidationException(field, "must not come with a quoteId, which says it already");
        }
    }

    /**
     * @param instructions what the rider should know to find the door
     * @param phone whom the rider calls at the door
     */
    record Address(
            @NotBlank @Size(max = 200) String street,
            @NotBlank @Size(max = 100) String city,
            @NotBlank @Size(max = 100) String state,
            @NotBlank @Size(max = 20) String zipCode,
            @Valid @Nullable GeoPoint coordinates,
            @Size(max = 500) @Nullable String instructions,
            @Size(max = 30) @Nullable String phone) {

        DeliveryAddress toAddress() {
            return DeliveryAddress.of(street, city, state, zipCode, coordinates, instructions, phone);
        }
    }
}
