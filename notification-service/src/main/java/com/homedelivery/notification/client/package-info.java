/** Calls of the auth service, and of the provider of SMS. */
@NullMarked
package com.homedelivery.notification.client;

import org.jspecify.annotations.NullMarked;
