package com.homedelivery.product.client;

import com.homedelivery.product.application.Popularity;
import com.homedelivery.product.application.PopularitySource;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

@Component
class HttpPopularitySource implements PopularitySource {

    private final AnalyticsClient analytics;

    HttpPopularitySource(AnalyticsClient analytics) {
        this.analytics = analytics;
    }

    @Override
    public List<Popularity> latest() {
        try {
            List<AnalyticsClient.ProductPopularity> products =
                    analytics.popularity().data();
            if (products == null) {
                throw new RestClientException("The response has no data");
            }
            return products.stream()
                    .map(product -> new Popularity(product.productId(), product.orders()))
                    .toList();
        } catch (RestClientException e) {
            throw new ServiceUnavailableException("The analytics service does not answer", e);
        }
    }
}
