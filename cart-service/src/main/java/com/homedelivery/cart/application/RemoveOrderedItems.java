package com.homedelivery.cart.application;

import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Removes what has been ordered from the customer's cart. */
@Service
public class RemoveOrderedItems {

    private final Carts carts;

    public RemoveOrderedItems(Carts carts) {
        this.carts = carts;
    }

    public void on(OrderEvent event, EventMetadata metadata) {
        switch (event) {
            case OrderCreated order ->
                carts.removeOrdered(order.userId(), quantitiesOf(order), order.cartRevision(), metadata.id());
            case OrderConfirmed _,
                    OrderCancelled _,
                    OrderFailed _,
                    OrderDelivered _,
                    OrderAdjusted _,
                    OrderStuck _ -> {}
        }
    }

    private static Map<UUID, Integer> quantitiesOf(OrderCreated order) {
        return order.items().stream().collect(Collectors.toMap(Item::productId, Item::quantity, Integer::sum));
    }
}
