/** Events of other services that change reservations. */
@NullMarked
package com.homedelivery.inventory.messaging;

import org.jspecify.annotations.NullMarked;
