package com.homedelivery.user.domain;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;

public final class AddressBookFullException extends DomainException {

    public AddressBookFullException() {
        super(CommonErrorCode.CONFLICT, "An address book holds at most " + AddressBook.MAX_ADDRESSES + " addresses");
    }
}
