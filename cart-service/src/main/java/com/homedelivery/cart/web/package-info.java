/** {@code /cart}. */
@NullMarked
package com.homedelivery.cart.web;

import org.jspecify.annotations.NullMarked;
