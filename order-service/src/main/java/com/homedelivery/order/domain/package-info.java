/** The order and its rules. */
@NullMarked
package com.homedelivery.order.domain;

import org.jspecify.annotations.NullMarked;
