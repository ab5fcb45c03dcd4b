package com.homedelivery.user.domain;

import com.homedelivery.shared.api.DomainException;
import com.homedelivery.shared.api.ErrorCode;

/** There is no room for another address. */
public final class AddressBookFull extends DomainException {

    public AddressBookFull() {
        super(ErrorCode.CONFLICT, "An address book holds at most " + AddressBook.MOST_ADDRESSES + " addresses");
    }
}
