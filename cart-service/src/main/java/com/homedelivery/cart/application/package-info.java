/** Use cases of carts, and the interfaces to Redis and product-service that they need. */
@NullMarked
package com.homedelivery.cart.application;

import org.jspecify.annotations.NullMarked;
