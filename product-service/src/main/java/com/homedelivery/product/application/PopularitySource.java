package com.homedelivery.product.application;

import java.util.List;

/** Knows what customers have ordered lately. */
public interface PopularitySource {

    /**
     * The products that were ordered in the last 30 days, each once.
     *
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when it does not answer
     */
    List<Popularity> latest();
}
