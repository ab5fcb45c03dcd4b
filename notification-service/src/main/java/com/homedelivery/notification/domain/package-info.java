/** Who is told what, and how far that has come. */
@NullMarked
package com.homedelivery.notification.domain;

import org.jspecify.annotations.NullMarked;
