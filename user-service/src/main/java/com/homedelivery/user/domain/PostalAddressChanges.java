package com.homedelivery.user.domain;

import com.homedelivery.shared.geo.GeoPoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An update of an address. Null leaves a part as it is; empty, or an empty text, removes it. */
public record PostalAddressChanges(
        @Nullable Optional<String> street,
        @Nullable Optional<String> city,
        @Nullable Optional<String> state,
        @Nullable Optional<String> zipCode,
        @Nullable Optional<GeoPoint> coordinates) {}
