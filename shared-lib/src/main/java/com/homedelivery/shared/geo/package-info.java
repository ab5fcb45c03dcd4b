/** Places on the earth and the way between them. */
@NullMarked
package com.homedelivery.shared.geo;

import org.jspecify.annotations.NullMarked;
