/** The record of what operators did. */
@NullMarked
package com.homedelivery.shared.ops.audit;

import org.jspecify.annotations.NullMarked;
