package com.homedelivery.user.web;

import com.homedelivery.user.domain.AddressDetails;
import com.homedelivery.user.domain.PostalAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** An address for the book. */
record NewAddressRequest(
        @Size(max = 50) @Nullable String label,
        @NotEmpty @Size(max = 200) @Nullable String street,
        @NotEmpty @Size(max = 100) @Nullable String city,
        @NotEmpty @Size(max = 100) @Nullable String state,
        @NotEmpty @Size(max = 20) @Nullable String zipCode,
        @Valid @Nullable CoordinatesRequest coordinates,
        @Nullable Boolean isDefault) {

    NewAddressRequest {
        label = Typed.text(label);
        street = Typed.text(street);
        city = Typed.text(city);
        state = Typed.text(state);
        zipCode = Typed.text(zipCode);
    }

    AddressDetails asDetails() {
        return new AddressDetails(
                label,
                PostalAddress.of(street, city, state, zipCode, coordinates == null ? null : coordinates.asPoint()));
    }

    boolean asDefault() {
        return Boolean.TRUE.equals(isDefault);
    }
}
