package com.homedelivery.cart.domain;

import java.math.BigDecimal;
import java.util.UUID;

/** Something that is for sale, as the catalogue has it now. */
public record Product(UUID id, String name, BigDecimal price) {}
