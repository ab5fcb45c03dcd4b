package com.homedelivery.user.web;

import com.homedelivery.user.domain.AddressChanges;
import com.homedelivery.user.domain.PostalAddressChanges;
import com.homedelivery.user.domain.StringNormalizer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * @param instructions how a rider finds the door
 * @param phone whom a rider calls at the door, with the country code; kept as E.164 writes it
 */
record NewAddressRequest(
        @Size(max = 50) @Nullable String label,
        @NotEmpty @Size(max = 200) @Nullable String street,
        @NotEmpty @Size(max = 100) @Nullable String city,
        @NotEmpty @Size(max = 100) @Nullable String state,
        @NotEmpty @Size(max = 20) @Nullable String zipCode,
        @Valid @Nullable CoordinatesRequest coordinates,
        @Nullable Boolean isDefault,
        @Size(max = 500) @Nullable String instructions,
        @PhoneNumber @Size(max = 40) @Nullable String phone) {

    NewAddressRequest {
        label = StringNormalizer.strip(label);
        street = StringNormalizer.strip(street);
        city = StringNormalizer.strip(city);
        state = StringNormalizer.strip(state);
        zipCode = StringNormalizer.strip(zipCode);
        instructions = StringNormalizer.strip(instructions);
    }

    AddressChanges asChanges() {
        return new AddressChanges(
                Optional.ofNullable(label),
                Optional.ofNullable(instructions),
                Optional.ofNullable(phone).flatMap(PhoneNumber.Validator::e164),
                new PostalAddressChanges(
                        Optional.ofNullable(street),
                        Optional.ofNullable(city),
                        Optional.ofNullable(state),
                        Optional.ofNullable(zipCode),
                        Optional.ofNullable(coordinates).map(CoordinatesRequest::asPoint)));
    }

    boolean asDefault() {
        return Boolean.TRUE.equals(isDefault);
    }
}
