package com.homedelivery.user.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is written on one page of an address book.
 *
 * @param label what the owner calls it ("Home"), at most 50 characters
 */
public record AddressDetails(@Nullable String label, PostalAddress address) {

    AddressDetails overwrittenBy(AddressDetails sent) {
        return new AddressDetails(StringNormalizer.overwritten(label, sent.label), address.overwrittenBy(sent.address));
    }

    /** Without the space around texts. */
    AddressDetails tidied() {
        return new AddressDetails(null, PostalAddress.UNKNOWN).overwrittenBy(this);
    }
}
