/** Where carts are kept and where prices come from: Redis and the catalogue. */
@NullMarked
package com.homedelivery.cart.client;

import org.jspecify.annotations.NullMarked;
