package com.homedelivery.user.domain;

import org.jspecify.annotations.Nullable;

/**
 * An address and its label.
 *
 * @param label what the owner calls it ("Home"), at most 50 characters
 */
public record AddressDetails(@Nullable String label, PostalAddress address) {

    AddressDetails mergedWith(AddressDetails sent) {
        return new AddressDetails(StringNormalizer.merge(label, sent.label), address.mergedWith(sent.address));
    }

    /** With stripped texts; empty ones are null. */
    AddressDetails normalized() {
        return new AddressDetails(null, PostalAddress.UNKNOWN).mergedWith(this);
    }
}
