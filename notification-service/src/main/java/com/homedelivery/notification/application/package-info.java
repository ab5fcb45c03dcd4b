/** What is worth telling, in which words, and the handing over to the carrier. */
@NullMarked
package com.homedelivery.notification.application;

import org.jspecify.annotations.NullMarked;
