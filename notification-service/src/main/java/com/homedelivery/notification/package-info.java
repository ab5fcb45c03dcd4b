/** Tells people what happened to their orders. */
@NullMarked
package com.homedelivery.notification;

import org.jspecify.annotations.NullMarked;
