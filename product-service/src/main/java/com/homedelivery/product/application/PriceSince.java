package com.homedelivery.product.application;

import java.math.BigDecimal;
import java.time.Instant;

/** A price, and since when it was that of the product, until the next one. */
public record PriceSince(BigDecimal price, Instant since) {}
