/** Shopping carts, kept in Redis. */
@NullMarked
package com.homedelivery.cart;

import org.jspecify.annotations.NullMarked;
