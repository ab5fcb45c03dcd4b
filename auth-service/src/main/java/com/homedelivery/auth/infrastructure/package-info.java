/** Redis behind what the application owns. */
@NullMarked
package com.homedelivery.auth.infrastructure;

import org.jspecify.annotations.NullMarked;
