/** Redis and BCrypt, behind interfaces of the application. */
@NullMarked
package com.homedelivery.auth.infrastructure;

import org.jspecify.annotations.NullMarked;
