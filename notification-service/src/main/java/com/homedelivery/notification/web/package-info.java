/** What a person was told, over HTTP. */
@NullMarked
package com.homedelivery.notification.web;

import org.jspecify.annotations.NullMarked;
