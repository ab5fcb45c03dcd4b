/** Carts in Redis. */
@NullMarked
package com.homedelivery.cart.infrastructure;

import org.jspecify.annotations.NullMarked;
