package com.homedelivery.user.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody wants to have changed about their profile. Null leaves things as they are, an empty text clears them. */
public record ProfileChanges(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phone,
        @Nullable PostalAddress address,
        @Nullable Map<String, @Nullable Object> preferences) {}
