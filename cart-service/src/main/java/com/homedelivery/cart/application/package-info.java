/** What is done with carts, and what that needs from outside. */
@NullMarked
package com.homedelivery.cart.application;

import org.jspecify.annotations.NullMarked;
