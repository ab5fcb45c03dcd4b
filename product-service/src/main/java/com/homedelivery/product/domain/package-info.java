/** A product and what is said about it. */
@NullMarked
package com.homedelivery.product.domain;

import org.jspecify.annotations.NullMarked;
