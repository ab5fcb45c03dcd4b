package com.homedelivery.user.domain;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;

/** There is no room for another address. */
public final class AddressBookFull extends Refusal {

    public AddressBookFull() {
        super(ErrorCode.CONFLICT, "An address book holds at most " + AddressBook.MOST_ADDRESSES + " addresses");
    }
}
