/** Notifications, their recipients, and how far they have come. */
@NullMarked
package com.homedelivery.notification.domain;

import org.jspecify.annotations.NullMarked;
