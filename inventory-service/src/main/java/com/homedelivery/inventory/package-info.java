/** The stock of products and its reservations. */
@NullMarked
package com.homedelivery.inventory;

import org.jspecify.annotations.NullMarked;
