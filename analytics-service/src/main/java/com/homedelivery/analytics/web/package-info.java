/** The figures, for admins. */
@NullMarked
package com.homedelivery.analytics.web;

import org.jspecify.annotations.NullMarked;
