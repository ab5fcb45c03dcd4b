package com.homedelivery.user.domain;

import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;

/** There is no room for another address. */
public final class AddressBookFullException extends DomainException {

    public AddressBookFullException() {
        super(ErrorCode.CONFLICT, "An address book holds at most " + AddressBook.MOST_ADDRESSES + " addresses");
    }
}
