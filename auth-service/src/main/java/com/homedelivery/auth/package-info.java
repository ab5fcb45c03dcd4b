/** Accounts: registration, login, token rotation, roles. */
@NullMarked
package com.homedelivery.auth;

import org.jspecify.annotations.NullMarked;
