/** An order, and what may become of it. */
@NullMarked
package com.homedelivery.order.domain;

import org.jspecify.annotations.NullMarked;
