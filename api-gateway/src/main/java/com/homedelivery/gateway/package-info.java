/** The only door of the suite: who is calling, how often, and which service answers. */
@NullMarked
package com.homedelivery.gateway;

import org.jspecify.annotations.NullMarked;
