/** Request deadlines: when the answer has to be there, and no work for a request that is too late. */
@NullMarked
package com.homedelivery.shared.deadline;

import org.jspecify.annotations.NullMarked;
