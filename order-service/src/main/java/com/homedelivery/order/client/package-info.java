/** The services that an order is made from: cart, catalogue and inventory. */
@NullMarked
package com.homedelivery.order.client;

import org.jspecify.annotations.NullMarked;
