/** One use case a class; transactions live here. */
@NullMarked
package com.homedelivery.user.application;

import org.jspecify.annotations.NullMarked;
