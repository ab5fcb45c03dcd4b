/** Stock to try the system with. */
@NullMarked
package com.homedelivery.inventory.demo;

import org.jspecify.annotations.NullMarked;
