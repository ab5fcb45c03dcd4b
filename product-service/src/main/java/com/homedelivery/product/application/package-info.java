/** Use cases of the catalogue, and the interfaces to its database and the other instances. */
@NullMarked
package com.homedelivery.product.application;

import org.jspecify.annotations.NullMarked;
