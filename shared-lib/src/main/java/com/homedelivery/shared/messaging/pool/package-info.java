/** Database connections of background work apart from those of requests. */
@NullMarked
package com.homedelivery.shared.messaging.pool;

import org.jspecify.annotations.NullMarked;
