/** HTTP calls to the order service. */
@NullMarked
package com.homedelivery.inventory.client;

import org.jspecify.annotations.NullMarked;
