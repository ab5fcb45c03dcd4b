package com.homedelivery.order.client;

import com.homedelivery.order.application.AddressBook;
import com.homedelivery.order.application.OrderRefusedException;
import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

@Component
class HttpAddressBook implements AddressBook {

    private final UserClient users;

    HttpAddressBook(UserClient users) {
        this.users = users;
    }

    @Override
    public DeliveryAddress addressOfCaller(UUID addressId) {
        UserClient.Address address = find(addressId);
        return DeliveryAddress.of(
                require(address.street()),
                require(address.city()),
                require(address.state()),
                require(address.zipCode()),
                address.coordinates(),
                address.instructions(),
                address.phone());
    }

    private UserClient.Address find(UUID addressId) {
        try {
            return ResponseUnwrapper.of("user service", () -> users.address(addressId));
        } catch (ServiceUnavailableException e) {
            if (e.getCause() instanceof HttpClientErrorException.NotFound) {
                throw new NotFoundException("Address");
            }
            throw e;
        }
    }

    private static String require(@Nullable String part) {
        if (part == null || part.isBlank()) {
            throw OrderRefusedException.addressIsIncomplete();
        }
        return part;
    }
}
