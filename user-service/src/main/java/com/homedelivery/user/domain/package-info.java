/** Profiles and address books, and what may be written into them. */
@NullMarked
package com.homedelivery.user.domain;

import org.jspecify.annotations.NullMarked;
