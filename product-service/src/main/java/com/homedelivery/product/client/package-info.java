/** HTTP calls to the inventory service. */
@NullMarked
package com.homedelivery.product.client;

import org.jspecify.annotations.NullMarked;
