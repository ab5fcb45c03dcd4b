/** Profiles and address books. */
@NullMarked
package com.homedelivery.user;

import org.jspecify.annotations.NullMarked;
