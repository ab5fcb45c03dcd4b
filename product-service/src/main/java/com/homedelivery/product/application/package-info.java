/** Finding products and maintaining them. */
@NullMarked
package com.homedelivery.product.application;

import org.jspecify.annotations.NullMarked;
