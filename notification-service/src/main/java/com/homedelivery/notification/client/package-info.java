/** The carrier of mail. */
@NullMarked
package com.homedelivery.notification.client;

import org.jspecify.annotations.NullMarked;
