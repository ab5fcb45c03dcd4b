/** HTTP calls to the other services that orders need. */
@NullMarked
package com.homedelivery.order.client;

import org.jspecify.annotations.NullMarked;
