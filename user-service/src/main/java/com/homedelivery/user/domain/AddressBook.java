package com.homedelivery.user.domain;

import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The places that a user has things delivered to. Unless it is empty, exactly one of them is the default. */
@Entity
@Table(name = "address_books")
public class AddressBook {

    public static final int MAX_ADDRESSES = 20;

    @Id
    private UUID userId;

    private @Nullable UUID defaultAddressId;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "user_id", insertable = false, updatable = false)
    @OrderBy("createdAt, id")
    private List<SavedAddress> addresses = new ArrayList<>();

    @Version
    private long version;

    protected AddressBook() {}

    AddressBook(UUID userId) {
        this.userId = userId;
    }

    /**
     * The first address is the default, whatever {@code asDefault} says.
     *
     * @throws AddressBookFullException when there are {@value #MAX_ADDRESSES} already
     */
    public SavedAddress add(AddressChanges sent, boolean asDefault, Instant now) {
        if (addresses.size() >= MAX_ADDRESSES) {
            throw new AddressBookFullException();
        }
        SavedAddress address = new SavedAddress(userId, AddressDetails.NOTHING.mergedWith(sent), now);
        addresses.add(address);
        if (asDefault || defaultAddressId == null) {
            defaultAddressId = address.id();
        }
        return address;
    }

    /**
     * Merges what was sent into an address.
     *
     * @param asDefault whether it is to be the default; null leaves that as it is
     * @throws NotFoundException when it is not in this book
     * @throws ValidationException when it would leave no default
     */
    public SavedAddress revise(UUID addressId, AddressChanges sent, @Nullable Boolean asDefault, Instant now) {
        SavedAddress address = find(addressId);
        if (Boolean.FALSE.equals(asDefault) && isDefault(address)) {
            throw new ValidationException("isDefault", "cannot be taken away: make another address the default");
        }
        address.revise(sent, now);
        if (Boolean.TRUE.equals(asDefault)) {
            defaultAddressId = address.id();
        }
        return address;
    }

    /**
     * Removes an address. If it was the default, the one added last takes its place.
     *
     * @throws NotFoundException when it is not in this book
     */
    public void remove(UUID addressId) {
        SavedAddress address = find(addressId);
        addresses.remove(address);
        if (isDefault(address)) {
            defaultAddressId = addresses.isEmpty() ? null : addresses.getLast().id();
        }
    }

    /** The default first, then in the order in which they were added. */
    public List<SavedAddress> addresses() {
        return addresses.stream()
                .sorted(Comparator.comparing(address -> !isDefault(address)))
                .toList();
    }

    public boolean isDefault(SavedAddress address) {
        return address.id().equals(defaultAddressId);
    }

    /** @throws NotFoundException when it is not in this book */
    public SavedAddress find(UUID addressId) {
        return addresses.stream()
                .filter(address -> address.id().equals(addressId))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Address"));
    }
}
