/** Secrets that a database keeps, and that are not readable in it. */
@NullMarked
package com.homedelivery.shared.security.secret;

import org.jspecify.annotations.NullMarked;
