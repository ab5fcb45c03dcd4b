/** Events of other services that empty carts. */
@NullMarked
package com.homedelivery.cart.messaging;

import org.jspecify.annotations.NullMarked;
