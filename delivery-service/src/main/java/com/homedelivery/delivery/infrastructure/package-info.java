/** What the application needs of Redis. */
@NullMarked
package com.homedelivery.delivery.infrastructure;

import org.jspecify.annotations.NullMarked;
