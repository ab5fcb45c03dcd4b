package com.homedelivery.order.application;

import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.order.domain.ServiceArea;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where a customer wants something delivered to, if the store delivers there. */
@Component
class ResolveAddress {

    private final ServiceArea serviceArea;
    private final AddressBook addresses;

    ResolveAddress(OrderProperties properties, AddressBook addresses) {
        this.serviceArea = properties.serviceArea().area();
        this.addresses = addresses;
    }

    /**
     * @return the address with its place; empty when it is outside of the service area
     * @throws com.homedelivery.shared.api.error.NotFoundException when it is in nobody's or somebody else's address book
     * @throws OrderRefusedException when the saved address lacks what a rider has to know
     */
    Optional<DeliveryAddress> of(CheckoutCommand checkout) {
        return locate(find(checkout));
    }

    /** The address as it was given or saved. */
    DeliveryAddress find(CheckoutCommand checkout) {
        return checkout.addressId() == null
                ? Objects.requireNonNull(checkout.deliveryAddress())
                : addresses.addressOfCaller(checkout.addressId());
    }

    /** With its place; empty when it is outside of the service area. */
    Optional<DeliveryAddress> locate(DeliveryAddress address) {
        return serviceArea.locate(address);
    }
}
