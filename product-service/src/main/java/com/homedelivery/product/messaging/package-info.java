/** Events that the catalogue acts on. */
@NullMarked
package com.homedelivery.product.messaging;

import org.jspecify.annotations.NullMarked;
