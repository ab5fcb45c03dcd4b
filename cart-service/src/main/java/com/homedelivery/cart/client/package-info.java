/** The HTTP client of product-service, where prices come from. */
@NullMarked
package com.homedelivery.cart.client;

import org.jspecify.annotations.NullMarked;
