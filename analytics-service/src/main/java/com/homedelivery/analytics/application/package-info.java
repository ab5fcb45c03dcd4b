/** Facts are kept here, and figures are made of them. */
@NullMarked
package com.homedelivery.analytics.application;

import org.jspecify.annotations.NullMarked;
