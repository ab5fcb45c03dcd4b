package com.homedelivery.user.domain;

import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;

public final class AddressBookFullException extends DomainException {

    public AddressBookFullException() {
        super(ErrorCode.CONFLICT, "An address book holds at most " + AddressBook.MAX_ADDRESSES + " addresses");
    }
}
