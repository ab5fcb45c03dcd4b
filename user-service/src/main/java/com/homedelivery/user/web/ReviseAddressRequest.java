package com.homedelivery.user.web;

import com.homedelivery.user.domain.AddressDetails;
import com.homedelivery.user.domain.PostalAddress;
import com.homedelivery.user.domain.StringNormalizer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Fields not sent stay as they are; only the label can be cleared. */
record ReviseAddressRequest(
        @Size(max = 50) @Nullable String label,
        @Size(min = 1, max = 200) @Nullable String street,
        @Size(min = 1, max = 100) @Nullable String city,
        @Size(min = 1, max = 100) @Nullable String state,
        @Size(min = 1, max = 20) @Nullable String zipCode,
        @Valid @Nullable CoordinatesRequest coordinates,
        @Nullable Boolean isDefault) {

    ReviseAddressRequest {
        label = StringNormalizer.strip(label);
        street = StringNormalizer.strip(street);
        city = StringNormalizer.strip(city);
        state = StringNormalizer.strip(state);
        zipCode = StringNormalizer.strip(zipCode);
    }

    AddressDetails asDetails() {
        return new AddressDetails(
                label, PostalAddress.of(street, city, state, zipCode, CoordinatesRequest.pointOf(coordinates)));
    }
}
