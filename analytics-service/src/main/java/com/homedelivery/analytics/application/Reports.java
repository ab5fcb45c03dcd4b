package com.homedelivery.analytics.application;

import com.homedelivery.analytics.domain.DeliveryFigures;
import com.homedelivery.analytics.domain.FunnelStep;
import com.homedelivery.analytics.domain.Granularity;
import com.homedelivery.analytics.domain.Period;
import com.homedelivery.analytics.domain.ProductPopularity;
import com.homedelivery.analytics.domain.ProductSales;
import com.homedelivery.analytics.domain.RevenueStep;
import com.homedelivery.analytics.domain.Summary;
import java.util.List;

/** All reports throw {@link org.springframework.dao.DataAccessException} when the database does not answer. */
public interface Reports {

    Summary summary(Period period);

    /** One entry for each step that overlaps the period, also when nothing happened in it. */
    List<RevenueStep> revenue(Period period, Granularity granularity);

    /** The products that sold most pieces, of orders placed in the period. */
    List<ProductSales> topProducts(Period period, int limit);

    /** How often each product was ordered in the period, the most ordered first; orders that were cancelled or failed do not count. */
    List<ProductPopularity> popularity(Period period, int limit);

    DeliveryFigures deliveries(Period period);

    /**
     * How far the orders placed in the period have come. An order at a later step counts for the earlier ones too, even if
     * their events have not arrived yet.
     */
    List<FunnelStep> funnel(Period period);
}
