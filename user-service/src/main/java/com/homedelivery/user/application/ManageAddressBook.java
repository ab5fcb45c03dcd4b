package com.homedelivery.user.application;

import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.user.domain.AddressBook;
import com.homedelivery.user.domain.AddressBooks;
import com.homedelivery.user.domain.AddressChanges;
import com.homedelivery.user.domain.SavedAddress;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes a customer's address book. Another customer's address is not found. */
@Service
public class ManageAddressBook {

    private final AddressBooks books;
    private final ProfileProvisioner provisioner;
    private final Clock clock;

    ManageAddressBook(AddressBooks books, ProfileProvisioner provisioner, Clock clock) {
        this.books = books;
        this.provisioner = provisioner;
        this.clock = clock;
    }

    /** The default first. */
    @Transactional(readOnly = true)
    public List<AddressView> addressesOf(UUID userId) {
        return books.findByUserId(userId).map(AddressView::allOf).orElse(List.of());
    }

    /** @throws NotFoundException when the address is not in the user's book */
    @Transactional(readOnly = true)
    public AddressView find(UUID userId, UUID addressId) {
        AddressBook book = books.findByUserId(userId).orElseThrow(() -> new NotFoundException("Address"));
        return AddressView.of(book, book.find(addressId));
    }

    /** @throws com.homedelivery.user.domain.AddressBookFullException when it is full */
    @Transactional
    public AddressView add(UUID userId, AddressChanges sent, boolean asDefault) {
        provisioner.findOrCreateForUpdate(userId);
        books.insertIfAbsent(userId);
        AddressBook book = books.findByUserIdForUpdate(userId).orElseThrow();
        return AddressView.of(book, book.add(sent, asDefault, clock.instant()));
    }

    /**
     * @param asDefault whether it is to be the default; null leaves that as it is
     * @throws NotFoundException when the address is not in the user's book
     */
    @Transactional
    public AddressView revise(UUID userId, UUID addressId, AddressChanges sent, @Nullable Boolean asDefault) {
        AddressBook book = bookOf(userId);
        SavedAddress address = book.revise(addressId, sent, asDefault, clock.instant());
        return AddressView.of(book, address);
    }

    /**
     * @return the remaining addresses
     * @throws NotFoundException when the address is not in the user's book
     */
    @Transactional
    public List<AddressView> remove(UUID userId, UUID addressId) {
        AddressBook book = bookOf(userId);
        book.remove(addressId);
        return AddressView.allOf(book);
    }

    private AddressBook bookOf(UUID userId) {
        return books.findByUserIdForUpdate(userId).orElseThrow(() -> new NotFoundException("Address"));
    }
}
