package com.homedelivery.payment.client;

import com.homedelivery.payment.application.OrderLookup;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/** Looks orders up at the order service. */
@Component
class HttpOrderLookup implements OrderLookup {

    private final OrderClient orders;

    HttpOrderLookup(OrderClient orders) {
        this.orders = orders;
    }

    @Override
    public Optional<PlacedOrder> find(UUID orderId) {
        try {
            return Optional.ofNullable(orders.order(orderId).data());
        } catch (HttpClientErrorException.NotFound e) {
            return Optional.empty();
        } catch (RestClientException e) {
            throw new ServiceUnavailableException("Orders cannot be looked up right now", e);
        }
    }
}
