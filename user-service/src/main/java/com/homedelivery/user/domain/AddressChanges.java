package com.homedelivery.user.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An update of a saved address. Null leaves a value as it is; empty, or an empty text, removes it. */
public record AddressChanges(
        @Nullable Optional<String> label,
        @Nullable Optional<String> instructions,
        @Nullable Optional<String> phone,
        PostalAddressChanges address) {}
