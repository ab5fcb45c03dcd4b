/** How a service's database gets the tables of its version. */
@NullMarked
package com.homedelivery.shared.migration;

import org.jspecify.annotations.NullMarked;
