/** A cart and its lines. */
@NullMarked
package com.homedelivery.cart.domain;

import org.jspecify.annotations.NullMarked;
