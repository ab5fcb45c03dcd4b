package com.homedelivery.cart.client;

import com.homedelivery.cart.application.Catalogue;
import com.homedelivery.cart.client.ProductClient.CatalogueEntry;
import com.homedelivery.cart.domain.Product;
import com.homedelivery.shared.api.NotFound;
import com.homedelivery.shared.api.ServiceUnavailable;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

@Component
class HttpCatalogue implements Catalogue {

    private final ProductClient products;

    HttpCatalogue(ProductClient products) {
        this.products = products;
    }

    @Override
    public Product product(UUID id) {
        CatalogueEntry entry = ask(id);
        if (!entry.isActive()) {
            throw new NotFound("Product");
        }
        return new Product(id, entry.name(), entry.price());
    }

    private CatalogueEntry ask(UUID id) {
        try {
            CatalogueEntry entry = products.product(id).data();
            if (entry == null) {
                throw new RestClientException("The answer has no data");
            }
            return entry;
        } catch (HttpClientErrorException.NotFound _) {
            throw new NotFound("Product");
        } catch (RestClientException e) {
            throw new ServiceUnavailable("The catalogue does not answer right now", e);
        }
    }
}
