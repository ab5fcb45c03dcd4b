/** What the gateway decides by: the visitor, the allowance, the public routes. */
@NullMarked
package com.homedelivery.gateway.application;

import org.jspecify.annotations.NullMarked;
