package com.homedelivery.order.client;

import com.homedelivery.order.application.OrderPayments;
import com.homedelivery.order.client.PaymentClient.CloseRequest;
import com.homedelivery.order.client.PaymentClient.CloseResponse;
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
        CloseResponse response = ResponseUnwrapper.of(SERVICE, () -> payments.close(orderId, new CloseRequest(userId)));
        if (!response.closed() && response.payment() == null) {
            throw ResponseUnwrapper.unavailable(SERVICE, new RestClientException("Neither closed nor with a payment"));
        }
        return response.closed() ? Optional.empty() : Optional.ofNullable(response.payment());
    }
}
