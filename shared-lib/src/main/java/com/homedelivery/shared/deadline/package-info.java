/** By when the answer to a request has to be there, and that nobody works for one that is too late. */
@NullMarked
package com.homedelivery.shared.deadline;

import org.jspecify.annotations.NullMarked;
