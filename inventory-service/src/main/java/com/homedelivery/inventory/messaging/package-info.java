/** Orders, as they reach the stock. */
@NullMarked
package com.homedelivery.inventory.messaging;

import org.jspecify.annotations.NullMarked;
