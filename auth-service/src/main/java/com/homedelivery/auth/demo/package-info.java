/** Demo data. */
@NullMarked
package com.homedelivery.auth.demo;

import org.jspecify.annotations.NullMarked;
