/** The REST API of the catalogue. */
@NullMarked
package com.homedelivery.product.web;

import org.jspecify.annotations.NullMarked;
