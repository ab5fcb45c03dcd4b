package com.homedelivery.user.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An update of a profile. Null leaves a value as it is, an empty text clears it. */
public record ProfileChanges(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phone,
        @Nullable PostalAddress address,
        @Nullable Map<String, @Nullable Object> preferences) {}
