/** Accounts, the refresh tokens issued to them, and the guard against guessed passwords. */
@NullMarked
package com.homedelivery.auth.domain;

import org.jspecify.annotations.NullMarked;
