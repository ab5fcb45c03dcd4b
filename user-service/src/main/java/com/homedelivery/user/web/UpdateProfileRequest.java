package com.homedelivery.user.web;

import com.homedelivery.user.domain.PostalAddress;
import com.homedelivery.user.domain.ProfileChanges;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields not sent, or sent as null, stay as they are; an empty text clears a field. */
record UpdateProfileRequest(
        @Size(max = 100) @Nullable String firstName,
        @Size(max = 100) @Nullable String lastName,

        @Pattern(regexp = UpdateProfileRequest.PHONE, message = "must be a phone number of 5 to 15 digits") @Nullable
        String phone,

        @Valid @Nullable AddressRequest address,
        @Nullable Map<String, @Nullable Object> preferences) {

    /** At most 15 digits (ITU-T E.164), grouped in any way, and 30 characters; or blank. */
    static final String PHONE = "\\s*|(?=(?:\\D*\\d){5,15}\\D*$)\\+?[0-9 ()./-]{5,29}";

    record AddressRequest(
            @Size(max = 200) @Nullable String street,
            @Size(max = 100) @Nullable String city,
            @Size(max = 100) @Nullable String state,
            @Size(max = 20) @Nullable String zipCode,
            @Valid @Nullable CoordinatesRequest coordinates) {

        PostalAddress asAddress() {
            return PostalAddress.of(street, city, state, zipCode, CoordinatesRequest.pointOf(coordinates));
        }
    }

    ProfileChanges asChanges() {
        return new ProfileChanges(
                firstName, lastName, phone, address == null ? null : address.asAddress(), preferences);
    }
}
