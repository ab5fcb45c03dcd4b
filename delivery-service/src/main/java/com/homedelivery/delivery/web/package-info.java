/** The REST API. */
@NullMarked
package com.homedelivery.delivery.web;

import org.jspecify.annotations.NullMarked;
