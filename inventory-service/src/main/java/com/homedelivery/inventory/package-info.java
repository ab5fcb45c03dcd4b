/** What is in the store and what is spoken for. */
@NullMarked
package com.homedelivery.inventory;

import org.jspecify.annotations.NullMarked;
