/** The events that people are told about. */
@NullMarked
package com.homedelivery.notification.messaging;

import org.jspecify.annotations.NullMarked;
