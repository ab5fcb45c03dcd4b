package com.homedelivery.order.client;

import com.homedelivery.order.application.OrderPayments;
import com.homedelivery.order.client.PaymentClient.Closing;
import com.homedelivery.order.client.PaymentClient.Customer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

@Component
class HttpOrderPayments implements OrderPayments {

    private static final String SERVICE = "payment service";

    private final PaymentClient payments;

    HttpOrderPayments(PaymentClient payments) {
        this.payments = payments;
    }

    @Override
    public Optional<LivePayment> close(UUID orderId, UUID userId) {
        Closing closing = ResponseUnwrapper.of(SERVICE, () -> payments.close(orderId, new Customer(userId)));
        if (!closing.closed() && closing.payment() == null) {
            throw ResponseUnwrapper.unavailable(SERVICE, new RestClientException("Neither closed nor with a payment"));
        }
        return closing.closed() ? Optional.empty() : Optional.ofNullable(closing.payment());
    }
}
