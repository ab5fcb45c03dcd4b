/** Live tracking: STOMP over WebSocket. */
@NullMarked
package com.homedelivery.delivery.tracking;

import org.jspecify.annotations.NullMarked;
