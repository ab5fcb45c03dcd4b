/** The catalogue in PostgreSQL, its cached revision, and change notifications over Redis. */
@NullMarked
package com.homedelivery.product.infrastructure;

import org.jspecify.annotations.NullMarked;
