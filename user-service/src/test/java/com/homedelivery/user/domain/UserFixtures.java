package com.homedelivery.user.domain;

import com.homedelivery.shared.geo.GeoPoint;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes as clients send them: what is null here was not sent. */
public final class UserFixtures {

    private UserFixtures() {}

    public static ProfileChanges names(@Nullable String firstName, @Nullable String lastName) {
        return new ProfileChanges(sent(firstName), sent(lastName), null, null, null, null, null);
    }

    static ProfileChanges phone(String phone) {
        return new ProfileChanges(null, null, sent(phone), null, null, null, null);
    }

    static ProfileChanges home(Optional<PostalAddressChanges> address) {
        return new ProfileChanges(null, null, null, address, null, null, null);
    }

    static ProfileChanges preferences(Optional<Map<String, @Nullable Object>> preferences) {
        return new ProfileChanges(null, null, null, null, preferences, null, null);
    }

    static ProfileChanges language(Optional<String> language) {
        return new ProfileChanges(null, null, null, null, null, language, null);
    }

    static ProfileChanges timeZone(Optional<String> timeZone) {
        return new ProfileChanges(null, null, null, null, null, null, timeZone);
    }

    static PostalAddressChanges address(
            @Nullable String street,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zipCode,
            @Nullable GeoPoint place) {
        return new PostalAddressChanges(sent(street), sent(city), sent(state), sent(zipCode), sent(place));
    }

    private static <T> @Nullable Optional<T> sent(@Nullable T value) {
        return value == null ? null : Optional.of(value);
    }
}
