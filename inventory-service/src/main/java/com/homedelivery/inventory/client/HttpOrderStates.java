package com.homedelivery.inventory.client;

import com.homedelivery.inventory.application.OrderStates;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

@Component
class HttpOrderStates implements OrderStates {

    private final OrderStatusClient orders;

    HttpOrderStates(OrderStatusClient orders) {
        this.orders = orders;
    }

    @Override
    public Map<UUID, Answer> of(Collection<UUID> orderIds) {
        return statusesOf(orderIds.stream().map(UUID::toString).collect(Collectors.joining(","))).stream()
                .collect(Collectors.toMap(
                        OrderStatusClient.Order::id, order -> new Answer(stateOf(order.status()), order.askAgainAt())));
    }

    /** A response without data is an error: it must not pass for "these orders do not exist". */
    private List<OrderStatusClient.Order> statusesOf(String ids) {
        List<OrderStatusClient.Order> response;
        try {
            response = orders.statuses(ids).data();
        } catch (RestClientException e) {
            throw new ServiceUnavailableException("The order service does not answer", e);
        }
        if (response == null) {
            throw new ServiceUnavailableException(
                    "The order service does not answer", new RestClientException("The response has no data"));
        }
        return response;
    }

    private static OrderState stateOf(String status) {
        return switch (status) {
            case "PENDING" -> OrderState.UNPAID;
            case "CONFIRMED", "PROCESSING", "SHIPPED", "DELIVERED" -> OrderState.CONFIRMED;
            case "FAILED" -> OrderState.FAILED;
            case "CANCELLED" -> OrderState.CANCELLED;
            default -> OrderState.UNKNOWN;
        };
    }
}
