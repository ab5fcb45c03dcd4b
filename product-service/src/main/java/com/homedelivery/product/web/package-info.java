/** The catalogue as REST. */
@NullMarked
package com.homedelivery.product.web;

import org.jspecify.annotations.NullMarked;
