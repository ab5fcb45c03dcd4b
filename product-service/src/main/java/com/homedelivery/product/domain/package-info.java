/** Products and their details. */
@NullMarked
package com.homedelivery.product.domain;

import org.jspecify.annotations.NullMarked;
