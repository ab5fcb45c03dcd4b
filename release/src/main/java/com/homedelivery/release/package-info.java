/** How a release is made: what {@code ./dev release} does. */
@NullMarked
package com.homedelivery.release;

import org.jspecify.annotations.NullMarked;
