package com.homedelivery.product.client;

import com.homedelivery.product.application.StockLevels;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

@Component
class HttpStockLevels implements StockLevels {

    private final InventoryClient inventory;

    HttpStockLevels(InventoryClient inventory) {
        this.inventory = inventory;
    }

    @Override
    public Map<UUID, Integer> availableOf(Collection<UUID> productIds) {
        String ids = productIds.stream().map(UUID::toString).collect(Collectors.joining(","));
        try {
            List<InventoryClient.Level> levels = inventory.levels(ids).data();
            if (levels == null) {
                throw new RestClientException("The response has no data");
            }
            return levels.stream()
                    .collect(Collectors.toMap(InventoryClient.Level::productId, InventoryClient.Level::available));
        } catch (RestClientException e) {
            throw new ServiceUnavailableException("The inventory service does not answer", e);
        }
    }
}
