/** One use case a class; transactions live here. */
@NullMarked
package com.homedelivery.auth.application;

import org.jspecify.annotations.NullMarked;
