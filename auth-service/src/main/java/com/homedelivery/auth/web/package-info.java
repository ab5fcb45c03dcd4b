/** The REST endpoints below {@code /auth}. */
@NullMarked
package com.homedelivery.auth.web;

import org.jspecify.annotations.NullMarked;
