/** The catalogue's database, and the word between instances that it has changed. */
@NullMarked
package com.homedelivery.product.infrastructure;

import org.jspecify.annotations.NullMarked;
