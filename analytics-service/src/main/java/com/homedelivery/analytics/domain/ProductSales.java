package com.homedelivery.analytics.domain;

import java.math.BigDecimal;

/**
 * The sales of a product.
 *
 * @param productId its id
 * @param name as it was last ordered
 * @param quantity pieces in orders that were confirmed and neither cancelled nor failed
 * @param orders number of these orders
 * @param revenue what the pieces cost together
 */
public record ProductSales(String productId, String name, long quantity, long orders, BigDecimal revenue) {}
