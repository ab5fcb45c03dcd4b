package com.homedelivery.analytics.domain;

/**
 * How much a product is in demand.
 *
 * @param productId its id
 * @param orders orders with it that were confirmed and neither cancelled nor failed
 * @param quantity pieces in these orders
 */
public record ProductPopularity(String productId, long orders, long quantity) {}
