/** The catalogue of the store. */
@NullMarked
package com.homedelivery.product;

import org.jspecify.annotations.NullMarked;
