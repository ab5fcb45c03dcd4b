/** What is done with orders, and what that needs from outside. */
@NullMarked
package com.homedelivery.order.application;

import org.jspecify.annotations.NullMarked;
