/** Orders, from being placed until they are delivered, cancelled or failed. */
@NullMarked
package com.homedelivery.order;

import org.jspecify.annotations.NullMarked;
