package com.homedelivery.user.application;

import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.user.domain.PostalAddress;
import com.homedelivery.user.domain.Profile;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A profile as its owner sees it and as it lies in the cache. What is not known is left out. */
public record ProfileView(
        UUID id,
        UUID userId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phone,
        @Nullable AddressView address,
        @Nullable Map<String, Object> preferences,
        Instant createdAt,
        Instant updatedAt) {

    /** What is known of an address. */
    public record AddressView(
            @Nullable String street,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zipCode,
            @Nullable GeoPoint coordinates) {

        static @Nullable AddressView of(PostalAddress address) {
            return address.isUnknown()
                    ? null
                    : new AddressView(
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
                AddressView.of(profile.address()),
                preferences.isEmpty() ? null : preferences,
                profile.createdAt(),
                profile.updatedAt());
    }
}
