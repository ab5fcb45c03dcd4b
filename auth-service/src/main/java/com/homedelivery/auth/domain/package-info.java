/** Accounts, their refresh tokens, and the limits on failed logins. */
@NullMarked
package com.homedelivery.auth.domain;

import org.jspecify.annotations.NullMarked;
