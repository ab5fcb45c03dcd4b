package com.homedelivery.order.application;

import com.homedelivery.order.domain.DeliveryAddress;
import java.util.UUID;

/** The address books of the user service. */
public interface AddressBook {

    /**
     * A saved address of the customer who is calling.
     *
     * @throws com.homedelivery.shared.api.error.NotFoundException when there is no such address, or it is someone else's
     * @throws OrderRefusedException when it lacks what a rider has to know
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the user service does not answer
     */
    DeliveryAddress addressOfCaller(UUID addressId);
}
