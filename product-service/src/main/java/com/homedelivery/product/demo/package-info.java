/** A catalogue to try the system with. */
@NullMarked
package com.homedelivery.product.demo;

import org.jspecify.annotations.NullMarked;
