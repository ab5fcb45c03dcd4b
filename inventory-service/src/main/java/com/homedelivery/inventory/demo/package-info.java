/** Demo stock. */
@NullMarked
package com.homedelivery.inventory.demo;

import org.jspecify.annotations.NullMarked;
