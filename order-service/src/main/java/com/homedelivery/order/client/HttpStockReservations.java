package com.homedelivery.order.client;

import com.homedelivery.order.application.LineProblem;
import com.homedelivery.order.application.OrderRefusedException;
import com.homedelivery.order.application.StockReservations;
import com.homedelivery.order.client.InventoryClient.ErrorResponse;
import com.homedelivery.order.client.InventoryClient.Item;
import com.homedelivery.order.client.InventoryClient.ReservationRequest;
import com.homedelivery.order.domain.pricing.OrderLine;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

@Component
class HttpStockReservations implements StockReservations {

    /** Code of the inventory service for a conflict that is about stock. */
    private static final String INSUFFICIENT_STOCK = "INSUFFICIENT_STOCK";

    private static final String SERVICE = "inventory";

    private final InventoryClient inventory;

    HttpStockReservations(InventoryClient inventory) {
        this.inventory = inventory;
    }

    @Override
    public void reserve(UUID orderId, List<OrderLine> lines) {
        List<Item> items = lines.stream()
                .map(line -> new Item(line.productId(), line.quantity()))
                .toList();
        try {
            inventory.reserve(new ReservationRequest(orderId, items));
        } catch (HttpClientErrorException.Conflict conflict) {
            ErrorResponse response = conflict.getResponseBodyAs(ErrorResponse.class);
            if (response == null
                    || response.error() == null
                    || !INSUFFICIENT_STOCK.equals(response.error().code())) {
                throw ResponseUnwrapper.unavailable(SERVICE, conflict);
            }
            throw OrderRefusedException.stockIsShort(shortLinesOf(response.error()));
        } catch (RestClientException e) {
            throw ResponseUnwrapper.unavailable(SERVICE, e);
        }
    }

    @Override
    public void release(UUID orderId) {
        try {
            inventory.release(orderId);
        } catch (RestClientException e) {
            throw ResponseUnwrapper.unavailable(SERVICE, e);
        }
    }

    @Override
    public String describe(UUID orderId) {
        try {
            return "stock: "
                    + ResponseUnwrapper.of(SERVICE, () -> inventory.find(orderId))
                            .status();
        } catch (ServiceUnavailableException e) {
            return e.getCause() instanceof HttpClientErrorException.NotFound
                    ? "stock: no reservation"
                    : "stock: unknown";
        }
    }

    private static List<LineProblem> shortLinesOf(ErrorResponse.Error error) {
        return error.details() == null
                ? List.of()
                : error.details().stream()
                        .map(line -> LineProblem.shortStock(line.productId(), line.requested(), line.available()))
                        .toList();
    }
}
