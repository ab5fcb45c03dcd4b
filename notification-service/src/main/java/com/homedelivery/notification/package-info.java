/** Notifies people of what happens to their orders. */
@NullMarked
package com.homedelivery.notification;

import org.jspecify.annotations.NullMarked;
