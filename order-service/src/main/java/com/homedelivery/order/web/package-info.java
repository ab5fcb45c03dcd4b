/** {@code /orders}. */
@NullMarked
package com.homedelivery.order.web;

import org.jspecify.annotations.NullMarked;
