/** The order service, which knows what became of orders. */
@NullMarked
package com.homedelivery.inventory.client;

import org.jspecify.annotations.NullMarked;
