/** A person's notifications, over HTTP. */
@NullMarked
package com.homedelivery.notification.web;

import org.jspecify.annotations.NullMarked;
