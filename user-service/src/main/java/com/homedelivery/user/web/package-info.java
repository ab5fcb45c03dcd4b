/** The REST endpoints below {@code /users}. */
@NullMarked
package com.homedelivery.user.web;

import org.jspecify.annotations.NullMarked;
