/** Accounts to look around with. */
@NullMarked
package com.homedelivery.auth.demo;

import org.jspecify.annotations.NullMarked;
