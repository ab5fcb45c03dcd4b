/** Orders and their life. */
@NullMarked
package com.homedelivery.order;

import org.jspecify.annotations.NullMarked;
