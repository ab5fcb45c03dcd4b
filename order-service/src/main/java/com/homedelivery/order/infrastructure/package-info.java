/** What runs beside the use cases. */
@NullMarked
package com.homedelivery.order.infrastructure;

import org.jspecify.annotations.NullMarked;
