/** What a service does between being told to end and ending, so that its clients do not notice. */
@NullMarked
package com.homedelivery.shared.drain;

import org.jspecify.annotations.NullMarked;
