/** What people are notified of, how it is rendered, and the dispatch of mail. */
@NullMarked
package com.homedelivery.notification.application;

import org.jspecify.annotations.NullMarked;
