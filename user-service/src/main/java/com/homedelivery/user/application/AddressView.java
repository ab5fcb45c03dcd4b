package com.homedelivery.user.application;

import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.user.domain.AddressBook;
import com.homedelivery.user.domain.AddressDetails;
import com.homedelivery.user.domain.PostalAddress;
import com.homedelivery.user.domain.SavedAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saved address as its owner sees it. Unknown values are left out.
 *
 * @param instructions how a rider finds the door
 * @param phone whom a rider calls at the door, in E.164
 */
public record AddressView(
        UUID id,
        @Nullable String label,
        @Nullable String street,
        @Nullable String city,
        @Nullable String state,
        @Nullable String zipCode,
        @Nullable GeoPoint coordinates,
        boolean isDefault,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String instructions,
        @Nullable String phone) {

    static AddressView of(AddressBook book, SavedAddress saved) {
        AddressDetails details = saved.details();
        PostalAddress address = details.address();
        return new AddressView(
                saved.id(),
                details.label(),
                address.street(),
                address.city(),
                address.state(),
                address.zipCode(),
                address.coordinates(),
                book.isDefault(saved),
                saved.createdAt(),
                saved.updatedAt(),
                details.instructions(),
                details.phone());
    }

    static List<AddressView> allOf(AddressBook book) {
        return book.addresses().stream().map(saved -> of(book, saved)).toList();
    }
}
