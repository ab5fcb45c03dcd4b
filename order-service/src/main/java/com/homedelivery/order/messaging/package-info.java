/** Events of other services that change orders. */
@NullMarked
package com.homedelivery.order.messaging;

import org.jspecify.annotations.NullMarked;
