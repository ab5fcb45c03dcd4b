/** Profiles and address books. */
@NullMarked
package com.homedelivery.user.domain;

import org.jspecify.annotations.NullMarked;
