package com.homedelivery.user.application;

import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.user.domain.PostalAddress;
import com.homedelivery.user.domain.Profile;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A profile as its owner sees it, and as it is cached. Unknown values are left out.
 *
 * @param language in which to write to them, as BCP 47 says it
 * @param timeZone where their clock is, as IANA calls it
 */
public record ProfileView(
        UUID id,
        UUID userId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phone,
        @Nullable PostalAddressView address,
        @Nullable Map<String, Object> preferences,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String language,
        @Nullable String timeZone) {

    public record PostalAddressView(
            @Nullable String street,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zipCode,
            @Nullable GeoPoint coordinates) {

        static @Nullable PostalAddressView of(PostalAddress address) {
            return address.isUnknown()
                    ? null
                    : new PostalAddressView(
                            address.street(),
                            address.city(),
                            address.state(),
                            address.zipCode(),
                            address.coordinates());
        }
    }

    static ProfileView of(Profile profile) {
        Map<String, Object> preferences = profile.preferences().values();
        return new ProfileView(
                profile.id(),
                profile.userId(),
                profile.firstName(),
                profile.lastName(),
                profile.phone(),
                PostalAddressView.of(profile.address()),
                preferences.isEmpty() ? null : preferences,
                profile.createdAt(),
                profile.updatedAt(),
                profile.language(),
                profile.timeZone());
    }
}
