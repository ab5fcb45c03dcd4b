/** Events of other services that move orders. */
@NullMarked
package com.homedelivery.order.messaging;

import org.jspecify.annotations.NullMarked;
