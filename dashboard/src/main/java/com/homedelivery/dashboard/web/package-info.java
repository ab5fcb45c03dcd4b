/** The page over HTTP, for browsers on this machine alone. */
@NullMarked
package com.homedelivery.dashboard.web;

import org.jspecify.annotations.NullMarked;
