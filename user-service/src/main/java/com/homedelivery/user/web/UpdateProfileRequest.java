package com.homedelivery.user.web;

import com.homedelivery.user.domain.PostalAddress;
import com.homedelivery.user.domain.ProfileChanges;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be changed. Fields not sent, or sent as null, stay as they are; an empty text clears a field. */
record UpdateProfileRequest(
        @Size(max = 100) @Nullable String firstName,
        @Size(max = 100) @Nullable String lastName,

        @Pattern(regexp = UpdateProfileRequest.PHONE, message = "must be a phone number of 5 to 15 digits") @Nullable
        String phone,

        @Valid @Nullable Address address,
        @Nullable Map<String, @Nullable Object> preferences) {

    /** Digits, grouped as people like to; at most 15 of them (ITU-T E.164) and 30 characters. Or nothing. */
    static final String PHONE = "\\s*|(?=(?:\\D*\\d){5,15}\\D*$)\\+?[0-9 ()./-]{5,29}";

    /** Each part of an address by itself. */
    record Address(
            @Size(max = 200) @Nullable String street,
            @Size(max = 100) @Nullable String city,
            @Size(max = 100) @Nullable String state,
            @Size(max = 20) @Nullable String zipCode,
            @Valid @Nullable CoordinatesRequest coordinates) {

        PostalAddress asAddress() {
            return PostalAddress.of(street, city, state, zipCode, coordinates == null ? null : coordinates.asPoint());
        }
    }

    ProfileChanges asChanges() {
        return new ProfileChanges(
                firstName, lastName, phone, address == null ? null : address.asAddress(), preferences);
    }
}
