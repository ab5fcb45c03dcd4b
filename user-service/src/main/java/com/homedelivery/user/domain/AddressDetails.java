package com.homedelivery.user.domain;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import org.jspecify.annotations.Nullable;

/**
 * A saved address, and what its owner wants riders to know about it.
 *
 * @param label what the owner calls it ("Home"), at most 50 characters
 * @param instructions how a rider finds the door, at most 500 characters
 * @param phone whom a rider calls at the door, in E.164
 */
@Embeddable
public record AddressDetails(
        @Nullable String label,
        @Nullable String instructions,
        @Nullable String phone,
        @Embedded PostalAddress address) {

    static final AddressDetails NOTHING = new AddressDetails(null, null, null, PostalAddress.UNKNOWN);

    AddressDetails mergedWith(AddressChanges sent) {
        return new AddressDetails(
                StringNormalizer.merge(label, sent.label()),
                StringNormalizer.merge(instructions, sent.instructions()),
                StringNormalizer.merge(phone, sent.phone()),
                address.mergedWith(sent.address()));
    }
}
