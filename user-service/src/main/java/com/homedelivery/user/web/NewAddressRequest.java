package com.homedelivery.user.web;

import com.homedelivery.user.domain.AddressDetails;
import com.homedelivery.user.domain.PostalAddress;
import com.homedelivery.user.domain.StringNormalizer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record NewAddressRequest(
        @Size(max = 50) @Nullable String label,
        @NotEmpty @Size(max = 200) @Nullable String street,
        @NotEmpty @Size(max = 100) @Nullable String city,
        @NotEmpty @Size(max = 100) @Nullable String state,
        @NotEmpty @Size(max = 20) @Nullable String zipCode,
        @Valid @Nullable CoordinatesRequest coordinates,
        @Nullable Boolean isDefault) {

    NewAddressRequest {
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

    boolean asDefault() {
        return Boolean.TRUE.equals(isDefault);
    }
}
