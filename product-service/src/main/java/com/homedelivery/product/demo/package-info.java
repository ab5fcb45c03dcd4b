/** Demo data. */
@NullMarked
package com.homedelivery.product.demo;

import org.jspecify.annotations.NullMarked;
