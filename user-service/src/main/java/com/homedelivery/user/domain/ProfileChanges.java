package com.homedelivery.user.domain;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An update of a profile. Null leaves a value as it is; empty, or an empty text, removes it.
 *
 * @param preferences merged by name; a name with null removes it
 */
public record ProfileChanges(
        @Nullable Optional<String> firstName,
        @Nullable Optional<String> lastName,
        @Nullable Optional<String> phone,
        @Nullable Optional<PostalAddressChanges> address,
        @Nullable Optional<Map<String, @Nullable Object>> preferences,
        @Nullable Optional<String> language,
        @Nullable Optional<String> timeZone) {}
