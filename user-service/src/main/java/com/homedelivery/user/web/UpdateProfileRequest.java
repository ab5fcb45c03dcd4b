package com.homedelivery.user.web;

import com.homedelivery.user.domain.Language;
import com.homedelivery.user.domain.PostalAddressChanges;
import com.homedelivery.user.domain.ProfileChanges;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fields not sent stay as they are, null or an empty text removes one (RFC 7396).
 *
 * @param preferences merged by name; a name with null removes it
 * @param language in which to write to the customer, as BCP 47 says it
 * @param timeZone where the customer's clock is, as IANA calls it
 */
record UpdateProfileRequest(
        @Nullable Optional<@Size(max = 100) String> firstName,
        @Nullable Optional<@Size(max = 100) String> lastName,

        @Nullable
        Optional<
                        @Pattern(
                                regexp = UpdateProfileRequest.PHONE,
                                message = "must be a phone number of 5 to 15 digits")
                        String>
                phone,

        @Nullable Optional<@Valid AddressRequest> address,
        @Nullable Optional<Map<String, @Nullable Object>> preferences,
        @Nullable Optional<@Size(max = Language.MAX_TAG_LENGTH) String> language,
        @Nullable Optional<@Size(max = 50) String> timeZone) {

    /** At most 15 digits (ITU-T E.164), grouped in any way, and 30 characters; or blank. */
    static final String PHONE = "\\s*|(?=(?:\\D*\\d){5,15}\\D*$)\\+?[0-9 ()./-]{5,29}";

    record AddressRequest(
            @Nullable Optional<@Size(max = 200) String> street,
            @Nullable Optional<@Size(max = 100) String> city,
            @Nullable Optional<@Size(max = 100) String> state,
            @Nullable Optional<@Size(max = 20) String> zipCode,
            @Nullable Optional<@Valid CoordinatesRequest> coordinates) {

        PostalAddressChanges asChanges() {
            return new PostalAddressChanges(
                    street,
                    city,
                    state,
                    zipCode,
                    coordinates == null ? null : coordinates.map(CoordinatesRequest::asPoint));
        }
    }

    ProfileChanges asChanges() {
        return new ProfileChanges(
                firstName,
                lastName,
                phone,
                address == null ? null : address.map(AddressRequest::asChanges),
                preferences,
                language,
                timeZone);
    }
}
